package io.fanfare.topics;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Threads for what would hold an event loop for longer than others should wait: half as many as
 * there are processors, so that whoever asks for much of it leaves the rest to others.
 */
final class HardWork {

  private final WorkerExecutor workers;

  private HardWork(WorkerExecutor workers) {
    this.workers = workers;
  }

  /** Such threads of {@code vertx}. */
  static HardWork of(Vertx vertx) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new HardWork(
        vertx.createSharedWorkerExecutor("fanfare-matches-" + UUID.randomUUID(), threads));
  }

  /** Does {@code work} there; the future completes on the caller's context. */
  <T> Future<T> run(Callable<T> work) {
    return workers.executeBlocking(work, false);
  }

  Future<Void> close() {
    return workers.close();
  }
}
