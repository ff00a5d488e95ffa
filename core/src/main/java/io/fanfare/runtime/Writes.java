package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;

/**
 * What is written for one set of rules, in its order. Whatever is answered follows from it, so
 * every answer waits until all of it is durable. It belongs to one event loop.
 */
public final class Writes {

  private final Store store;
  private Future<Void> last = Future.succeededFuture();

  /** Writes to {@code store}, of which there are none yet. */
  public Writes(Store store) {
    this.store = store;
  }

  /** Writes {@code changes}, if any; completes when they and all before them are durable. */
  public Future<Void> write(List<Change> changes) {
    if (changes.isEmpty()) {
      return settled();
    }
    // The store acknowledges in the order of submission.
    last = store.write(changes);
    return last;
  }

  /** Completes when all that was written is durable. */
  public Future<Void> settled() {
    if (last.succeeded()) {
      // What is kept is no longer than what is not durable.
      last = Future.succeededFuture();
    }
    return last;
  }
}
