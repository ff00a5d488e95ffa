package io.fanfare.http;

import io.fanfare.heap.HeapBudget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where large requests are read and large answers made, so that small ones do not wait for them: on
 * threads of their own, which leave the event loops free, and no more at once than half of the
 * processors are good for (a bulkhead). All others wait in the order in which they came.
 *
 * <p>What is large also takes its time on the disk, which all share. So whoever was let in keeps
 * its place for a while when its work is done, if small requests came meanwhile: 10 ms for each of
 * them, and up to six times as long as the work took. Who sends nothing but what is large is not
 * held up by that.
 */
final class LargeWork {

  private static final int BYTES_A_THREAD = 1 << 20;
  private static final long MILLIS_A_SMALL_ONE = 10;
  private static final int MOST_REST = 6;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private final long capacity;
  private long used;

  /** The work of all event loops of {@code vertx}, with that many threads. */
  LargeWork(Vertx vertx, int threads) {
    this.vertx = vertx;
    workers = vertx.createSharedWorkerExecutor("fanfare-large-" + UUID.randomUUID(), threads);
    capacity = (long) threads * BYTES_A_THREAD;
  }

  /** As many threads as half of this machine's processors. */
  static LargeWork of(Vertx vertx) {
    return new LargeWork(vertx, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** Whether something of {@code bytes} is worth the way here. */
  static boolean isLarge(long bytes) {
    return bytes > HeapBudget.SMALL_BYTES;
  }

  /**
   * A turn for something of {@code bytes}, which comes on the caller's context. However much it is,
   * it is little enough if nobody else is in.
   *
   * @param small how many small requests have come to the caller's event loop
   */
  Future<Turn> turn(long bytes, LongSupplier small) {
    Context context = vertx.getOrCreateContext();
    Promise<Turn> promise = Promise.promise();
    Turn turn = new Turn(bytes, small, come -> context.runOnContext(on -> promise.complete(come)));
    synchronized (this) {
      waiting.add(turn);
    }
    letIn();
    return promise.future().onSuccess(Turn::begin);
  }

  /** Does {@code work} on a thread for such work; the future completes on the caller's context. */
  <T> Future<T> run(Callable<T> work) {
    return workers.executeBlocking(work, false);
  }

  Future<Void> close() {
    return workers.close();
  }

  /** For how long nobody else is let in after a turn, during which {@code small} requests came. */
  static long restMillis(long workedMillis, long small) {
    return Math.min(small * MILLIS_A_SMALL_ONE, MOST_REST * workedMillis);
  }

  private void letIn() {
    for (Turn turn = next(); turn != null; turn = next()) {
      turn.come.accept(turn);
    }
  }

  private synchronized @Nullable Turn next() {
    Turn first = waiting.peek();
    if (first == null || (used > 0 && used + first.bytes > capacity)) {
      return null;
    }
    used += first.bytes;
    return waiting.remove();
  }

  private void leave(Turn turn) {
    synchronized (this) {
      used -= turn.bytes;
    }
    letIn();
  }

  /** The turn of one large request or answer; once it has come, it belongs to an event loop. */
  final class Turn {
    private final long bytes;
    private final LongSupplier small;
    private final Consumer<Turn> come;
    private long beganNanos;
    private long smallBefore;
    private boolean ended;

    private Turn(long bytes, LongSupplier small, Consumer<Turn> come) {
      this.bytes = bytes;
      this.small = small;
      this.come = come;
    }

    private void begin() {
      beganNanos = System.nanoTime();
      smallBefore = small.getAsLong();
    }

    /** Ends the turn in {@code millis} if it has not ended before. */
    void endBy(long millis) {
      vertx.setTimer(millis, late -> end());
    }

    /** The work is done; others are let in, at once or after a rest. It ends once only. */
    void end() {
      if (ended) {
        return;
      }
      ended = true;
      long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
      long rest = restMillis(worked, small.getAsLong() - smallBefore);
      if (rest > 0) {
        vertx.setTimer(rest, over -> leave(this));
      } else {
        leave(this);
      }
    }
  }
}
