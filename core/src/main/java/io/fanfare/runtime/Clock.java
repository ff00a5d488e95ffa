package io.fanfare.runtime;

/** Tells the time. It is read once per step, at the edge, and handed to the rules. */
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
}
