package io.fanfare.store.mv;

import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The promises that one commit keeps, grouped by the context that waits for them: each context is
 * woken once a commit and completes its promises in the order in which they were made.
 */
final class Acknowledgements {

  private static final System.Logger LOG = System.getLogger(Acknowledgements.class.getName());

  private final IdentityHashMap<ContextInternal, List<Promise<Void>>> waiting =
      new IdentityHashMap<>();

  void add(ContextInternal context, Promise<Void> promise) {
    waiting.computeIfAbsent(context.unwrap(), c -> new ArrayList<>()).add(promise);
  }

  void succeed() {
    release(Promise::complete);
  }

  void fail(Throwable cause) {
    release(promise -> promise.tryFail(cause));
  }

  private void release(Consumer<Promise<Void>> end) {
    waiting.forEach((context, promises) -> run(context, () -> promises.forEach(end)));
    waiting.clear();
  }

  /** Runs {@code action} on {@code context}, unless that has ended: then nobody waits for it. */
  static void run(ContextInternal context, Runnable action) {
    try {
      context.runOnContext(ignored -> action.run());
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "A context ended before the store answered it", e);
    }
  }
}
