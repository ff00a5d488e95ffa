package io.fanfare.queues;

import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.fanfare.queues.engine.Room;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The heap of one request for the messages it is answered with. What is small of them is taken as
 * such, so that a small answer waits for no large one.
 */
final class LeasedRoom implements Room {

  /** A byte of content stands in the heap as its row, as text and in the answer. */
  static final int HEAP_BYTES = 3;

  private final HeapBudget.Lease lease;
  private long small;
  private long large;
  private long granted;

  LeasedRoom(HeapBudget.Lease lease) {
    this.lease = lease;
  }

  @Override
  public boolean take(long bytes) {
    long needed = bytes * HEAP_BYTES;
    if (granted < needed && small + needed <= HeapBudget.SMALL_BYTES) {
      boolean taken = lease.tryGrow(Use.SMALL, needed);
      small += taken ? needed : 0;
      return taken;
    }
    if (granted < needed && !lease.tryGrow(Use.ANSWER, needed - granted)) {
      return false;
    }
    granted = Math.max(0, granted - needed);
    large += needed;
    return true;
  }

  /**
   * Gets in line for {@code bytes} of contents; whoever is {@code granted} them says {@link
   * #grant}.
   */
  HeapBudget.Turn await(long bytes, Runnable granted) {
    return lease.grow(Use.ANSWER, bytes * HEAP_BYTES, granted);
  }

  /** Notes that it was its turn to have {@code bytes} more. */
  void grant(long bytes) {
    granted += bytes * HEAP_BYTES;
  }

  /** Gives back what was granted and not taken. */
  void giveBack() {
    granted = 0;
    lease.shrink(Use.ANSWER, large);
  }

  /**
   * Has room for {@code bytes} of contents to be taken next when it is its turn; on {@code loop}.
   */
  Future<Void> await(long bytes, EventLoop loop) {
    if (take(bytes)) {
      grant(bytes);
      return Future.succeededFuture();
    }
    Promise<Void> turn = Promise.promise();
    await(
        bytes,
        () ->
            loop.execute(
                () -> {
                  grant(bytes);
                  turn.complete();
                }));
    return turn.future();
  }
}
