package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;

/** Something to be done on the writer thread, in the order of submission. */
sealed interface StoreTask {

  /** How many bytes of values it writes. */
  default long bytes() {
    return 0;
  }

  /** Does it. An exception is a fault of the store. */
  void run(CommitEngine engine, Acknowledgements acknowledgements);

  /** Tells its caller that it will not be done. */
  void refuse(Throwable cause);

  /** A batch to be applied, and the promise to be kept when it is durable. */
  record Write(List<Change> changes, long bytes, ContextInternal context, Promise<Void> promise)
      implements StoreTask {

    @Override
    public void run(CommitEngine engine, Acknowledgements acknowledgements) {
      // Asked for first: should a change fail, the promise must fail with it.
      acknowledgements.add(context, promise);
      for (Change change : changes) {
        engine.apply(change);
      }
    }

    @Override
    public void refuse(Throwable cause) {
      Acknowledgements.run(context, () -> promise.tryFail(cause));
    }
  }

  /** A read that takes its place among the writes here and may go on elsewhere. */
  non-sealed interface Read extends StoreTask {}
}
