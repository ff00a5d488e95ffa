package io.fanfare.http.stomp;

import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.vertx.core.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The heap that the frames of one connection take while they are on their way. */
final class FrameHeap {

  /** What is on the account of the connection itself. */
  private static final long FREE_BYTES = 8 << 10;

  private static final long STEP_BYTES = 64 << 10;

  /** How long it waits, in milliseconds: as a large request does. */
  private static final long PATIENCE_MILLIS = 10_000;

  private final HeapBudget budget;
  private final Context context;
  private final Runnable granted;
  private final Runnable refused;
  private HeapBudget.@Nullable Lease lease;
  private HeapBudget.@Nullable Turn waiting;

  /**
   * Takes from {@code budget}.
   *
   * @param granted told on {@code context} when a wait is over
   * @param refused told there when it has lasted for too long
   */
  FrameHeap(HeapBudget budget, Context context, Runnable granted, Runnable refused) {
    this.budget = budget;
    this.context = context;
    this.granted = granted;
    this.refused = refused;
  }

  /** Takes what {@code bytes} need; whether it has it. If not, nothing more is to be read. */
  boolean take(long bytes) {
    HeapBudget.Lease held = lease;
    if (waiting != null && !standsDown(waiting, held, bytes)) {
      return false;
    }
    if (bytes <= FREE_BYTES) {
      if (held != null) {
        held.shrink(Use.REQUEST, 0);
      }
      return true;
    }
    if (held == null) {
      held = budget.lease();
      lease = held;
    }
    long wanted = steps(bytes);
    long missing = wanted - held.bytes(Use.REQUEST);
    if (missing <= 0) {
      held.shrink(Use.REQUEST, wanted);
      return true;
    }
    if (held.tryGrow(Use.REQUEST, missing)) {
      return true;
    }
    HeapBudget.Turn turn =
        held.grow(Use.REQUEST, missing, () -> context.runOnContext(begun -> goOn()));
    waiting = turn;
    context
        .owner()
        .timer(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(late -> context.runOnContext(now -> expire(turn)));
    return false;
  }

  /** Whether it leaves the line, as what it has is enough by now: others wait for the rest. */
  private boolean standsDown(HeapBudget.Turn turn, HeapBudget.@Nullable Lease held, long bytes) {
    if (held == null || steps(bytes) > held.bytes(Use.REQUEST)) {
      return false;
    }
    turn.leave();
    waiting = null;
    return true;
  }

  private static long steps(long bytes) {
    return (bytes + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
  }

  private void expire(HeapBudget.Turn turn) {
    if (waiting == turn) {
      turn.leave();
      waiting = null;
      refused.run();
    }
  }

  private void goOn() {
    waiting = null;
    granted.run();
  }

  /** Gives all back. */
  void close() {
    if (waiting != null) {
      waiting.leave();
      waiting = null;
    }
    if (lease != null) {
      lease.close();
    }
  }
}
