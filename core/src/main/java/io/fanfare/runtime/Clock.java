package io.fanfare.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Tells the time, and when it has come. It is read once per step, at the edge, and handed to the
 * rules.
 */
@FunctionalInterface
public interface Clock {

  /** Milliseconds since 1970-01-01T00:00Z; never less than what it told before. */
  long millis();

  /**
   * The machine's time as it was when this clock was made, moved on by the monotonic clock: a jump
   * of the machine's time neither ends nor prolongs anybody's visibility timeout.
   */
  static Clock system() {
    long startMillis = System.currentTimeMillis();
    long startNanos = System.nanoTime();
    return () -> startMillis + (System.nanoTime() - startNanos) / 1_000_000;
  }

  /**
   * Does {@code work} on any thread once {@code delayMillis} have passed, and not before this
   * returns.
   *
   * @return by what it is cancelled; not negative
   */
  default long after(Vertx vertx, long delayMillis, Runnable work) {
    return vertx.setTimer(Math.max(1, delayMillis), timer -> work.run());
  }

  /** Does not do what {@link #after} was given, unless it is done already. */
  default void cancel(Vertx vertx, long timer) {
    vertx.cancelTimer(timer);
  }

  /**
   * The same future, of something that others do. A clock that somebody moves stands still until it
   * is complete; the machine's does not.
   */
  default <R> Future<R> during(Future<R> work) {
    return work;
  }
}
