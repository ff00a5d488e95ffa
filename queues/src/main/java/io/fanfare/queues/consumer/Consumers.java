package io.fanfare.queues.consumer;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The consumers whose queues are on one event loop; on that event loop only. */
public final class Consumers {

  private final Set<Consumption> open = new LinkedHashSet<>();
  private boolean closing;

  /** Adds one, unless they are being closed. */
  boolean add(Consumption consumption) {
    return !closing && open.add(consumption);
  }

  void remove(Consumption consumption) {
    open.remove(consumption);
  }

  /** Closes all, now and later; completes when they have finished what is in hand. */
  public Future<Void> close() {
    closing = true;
    return Future.join(List.copyOf(open).stream().map(Consumption::close).toList()).mapEmpty();
  }

  /** Ends all at once. */
  public void abort() {
    closing = true;
    List.copyOf(open).forEach(Consumption::abort);
  }
}
