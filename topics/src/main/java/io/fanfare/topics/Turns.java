package io.fanfare.topics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Who reads something on another thread and who changes it on its event loop, by turns: any number
 * read at a time, and nobody changes anything meanwhile (readers and writers). They come in the
 * order in which they asked. It belongs to that event loop.
 */
final class Turns {

  private final Deque<Turn<?>> waiting = new ArrayDeque<>(0);
  private int readers;

  /** Who waits. */
  private record Turn<R>(boolean reads, Supplier<Future<R>> work, Promise<R> done) {

    void begin() {
      begun(work).onComplete(done);
    }
  }

  /** Begins {@code work} when it may read; until its future completes nothing is changed. */
  <R> Future<R> read(Supplier<Future<R>> work) {
    Supplier<Future<R>> reading =
        () -> {
          readers++;
          return begun(work).onComplete(read -> left());
        };
    return waiting.isEmpty() ? reading.get() : later(true, reading);
  }

  /**
   * Does {@code work}, which has changed all that it changes when it returns, once nobody reads; at
   * once in most cases, and then it may throw.
   */
  <R> Future<R> change(Supplier<Future<R>> work) {
    return readers == 0 && waiting.isEmpty() ? work.get() : later(false, work);
  }

  private <R> Future<R> later(boolean reads, Supplier<Future<R>> work) {
    Turn<R> turn = new Turn<>(reads, work, Promise.promise());
    waiting.add(turn);
    return turn.done().future();
  }

  private void left() {
    readers--;
    while (!waiting.isEmpty() && (readers == 0 || waiting.element().reads())) {
      waiting.remove().begin();
    }
  }

  private static <R> Future<R> begun(Supplier<Future<R>> work) {
    return Future.succeededFuture().compose(begins -> work.get());
  }
}
