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

  private static final System.Logger LOG = System.getLogger(SerialTasks.class.getName());

  private final Deque<Supplier<? extends Future<?>>> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Whether a turn would begin at once. */
  public boolean isIdle() {
    return !busy;
  }

  /**
   * Begins {@code turn} when all before it have ended with their futures. One that throws has ended
   * too, and is logged, as nobody hears of it.
   */
  public void take(Supplier<? extends Future<?>> turn) {
    waiting.add(turn);
    next();
  }

  private void next() {
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      Future<?> turn = begun(waiting.remove());
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

  private static Future<?> begun(Supplier<? extends Future<?>> turn) {
    try {
      return turn.get();
    } catch (RuntimeException | Error fault) {
      LOG.log(System.Logger.Level.ERROR, "A turn of a line of work has failed", fault);
      return Future.failedFuture(fault);
    }
  }
}
