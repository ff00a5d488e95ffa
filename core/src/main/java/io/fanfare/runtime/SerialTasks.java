package io.fanfare.runtime;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A line of work on one event loop: each turn begins when the one before it has ended, in the order
 * in which they came. However long the line is, it is no chain of futures that would end in one
 * another.
 */
public final class SerialTasks {

  private final Deque<Supplier<? extends Future<?>>> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Whether a turn would begin at once. */
  public boolean isIdle() {
    return !busy;
  }

  /**
   * Begins {@code turn}, which throws nothing, when all before it have ended with their futures.
   */
  public void take(Supplier<? extends Future<?>> turn) {
    waiting.add(turn);
    next();
  }

  private void next() {
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      Future<?> turn = waiting.remove().get();
      if (turn.isComplete()) {
        busy = false;
      } else {
        turn.onComplete(
            done -> {
              busy = false;
              next();
            });
      }
    }
  }
}
