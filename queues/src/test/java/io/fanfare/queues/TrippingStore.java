package io.fanfare.queues;

import io.fanfare.core.Change;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store of which so many calls of {@code write} throw, as if a bug were in the middle of a step.
 */
final class TrippingStore extends DelegatingStore {

  private final AtomicInteger trips;

  TrippingStore(Store store, AtomicInteger trips) {
    super(store);
    this.trips = trips;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    if (trips.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("planted");
    }
    return super.write(changes);
  }
}
