package io.fanfare.queues.engine;

import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.Entry;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a standard queue: by age, but the messages of noisy {@link Tenants} after all
 * others, and among those the ones of the tenant with the fewest in flight first.
 *
 * <p>While nobody is noisy, the window on all messages is all there is. From then on there is a
 * window for each noisy tenant and one for all others, on the same rows: each passes over what is
 * not its own as it loads, so a backlog is passed once and not for every message behind it. What
 * the windows know is handed out while they load, and if they know nothing, the oldest message.
 */
final class FairOrder implements Order {

  private final long generation;
  private final Window byAge;
  private final Tenants tenants = new Tenants();
  private final Map<Long, Window> noisy = new LinkedHashMap<>();

  /** Shows the messages of quiet tenants while there are noisy ones. */
  private @Nullable Window quiet;

  /** The order of a generation's messages, which {@code byAge} shows. */
  FairOrder(long generation, Window byAge) {
    this.generation = generation;
    this.byAge = byAge;
  }

  @Override
  public List<Entry> next(int most, long now, Predicate<Entry> fit) {
    tellQuiet(now);
    Optional<Entry> next = firstOf(quietOnes());
    while (next.isPresent() && tenants.turnsNoisy(next.get().group(), now)) {
      setApart(next.get().group());
      next = firstOf(quietOnes());
    }
    return next.filter(fit)
        .or(() -> firstOfNoisy(fit))
        .or(() -> firstOf(byAge).filter(fit))
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public void added(Entry entry, long now) {
    if (noisy.containsKey(entry.group())) {
      tellQuiet(now);
      tenants.sent(entry.group(), entry.sentAt());
    }
    Window lane = noisy.getOrDefault(entry.group(), quiet);
    if (lane != null) {
      lane.add(entry.key(generation), entry);
    }
  }

  @Override
  public void removed(Entry entry) {
    Window others = quiet;
    if (others == null) {
      return;
    }
    // A load may bring it to the others as well, if its tenant is quiet by then.
    others.remove(entry.key(generation));
    Window lane = noisy.get(entry.group());
    if (lane != null) {
      lane.remove(entry.key(generation));
    }
  }

  @Override
  public void held(Entry entry, long now) {
    tenants.held(entry.group(), now);
  }

  @Override
  public void released(Entry entry, long now) {
    tenants.released(entry.group(), now);
  }

  @Override
  public boolean isUnsettled() {
    return byAge.isDry();
  }

  @Override
  public QueueCounts.Quiet quiet(QueueCounts all) {
    Window others = quiet;
    return others == null
        ? new QueueCounts.Quiet(0, all.visible(), all.inFlight())
        : new QueueCounts.Quiet(tenants.noisy(), others.size(), tenants.quietInFlight());
  }

  @Override
  public int heldGroups() {
    return 0;
  }

  @Override
  public List<TenantCounts> takeTouched() {
    return tenants.takeTouched();
  }

  @Override
  public List<RowsWanted> wanted() {
    Window others = quiet;
    return others == null
        ? List.of()
        : Stream.concat(Stream.of(others), noisy.values().stream())
            .flatMap(lane -> lane.wanted().stream())
            .toList();
  }

  @Override
  public void close() {
    noisy.values().forEach(Window::close);
    noisy.clear();
    endQuiet();
  }

  private Window quietOnes() {
    Window others = quiet;
    return others == null ? byAge : others;
  }

  private static Optional<Entry> firstOf(Window window) {
    return window.first().map(Map.Entry::getValue);
  }

  private Optional<Entry> firstOfNoisy(Predicate<Entry> fit) {
    return noisy.values().stream()
        .flatMap(lane -> firstOf(lane).filter(fit).stream())
        .min(
            Comparator.<Entry>comparingInt(entry -> tenants.inFlight(entry.group()))
                .thenComparing(entry -> entry.key(generation)));
  }

  /** Gives a tenant that has turned noisy a window of its own. */
  private void setApart(long group) {
    noisy.put(group, byAge.part(entry -> entry.group() == group, quietOnes()));
    if (quiet == null) {
      beginQuiet();
    } else {
      quiet.hideRows();
    }
  }

  /** Lets the tenants be quiet for which it is time. */
  private void tellQuiet(long now) {
    if (noisy.isEmpty()) {
      return;
    }
    boolean leftBacklog = false;
    Iterator<Map.Entry<Long, Window>> lanes = noisy.entrySet().iterator();
    while (lanes.hasNext()) {
      Map.Entry<Long, Window> lane = lanes.next();
      boolean drained = lane.getValue().isEmpty();
      if (tenants.turnsQuiet(lane.getKey(), drained, now)) {
        lanes.remove();
        lane.getValue().close();
        leftBacklog |= !drained;
      }
    }
    if (noisy.isEmpty()) {
      endQuiet();
    } else if (leftBacklog) {
      endQuiet();
      beginQuiet();
    }
  }

  private void beginQuiet() {
    quiet = byAge.part(entry -> !tenants.isNoisy(entry.group()), byAge);
  }

  private void endQuiet() {
    if (quiet != null) {
      quiet.close();
      quiet = null;
    }
  }
}
