package io.fanfare.queues.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The order of a standard queue: by the time of sending. */
final class StandardOrder implements Order {

  private final Window byAge;

  /** The order of the messages in {@code byAge}. */
  StandardOrder(Window byAge) {
    this.byAge = byAge;
  }

  @Override
  public List<Entry> next(int most, Predicate<Entry> fit) {
    return byAge.first().map(Map.Entry::getValue).filter(fit).map(List::of).orElse(List.of());
  }

  @Override
  public void added(Entry entry, long now) {}

  @Override
  public void removed(Entry entry) {}

  @Override
  public void held(Entry entry, long now) {}

  @Override
  public void released(Entry entry, long now) {}

  @Override
  public boolean isUnsettled() {
    return false;
  }

  @Override
  public List<RowsWanted> wanted() {
    return List.of();
  }

  @Override
  public void close() {}
}
