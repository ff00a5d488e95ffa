package io.fanfare.functions.rules;

/**
 * How fast a mapping goes on: rules without a clock. After a batch that failed it pauses, for twice
 * as long after each that follows, and invokes the function once at a time until that succeeds.
 */
public final class InvocationPace {

  private static final long LEAST_MILLIS = 100;
  private static final long MOST_MILLIS = 10_000;

  private long pause;
  private long until = Long.MIN_VALUE;

  /** A batch was handed on; whether the one before it had failed. */
  public boolean succeeded() {
    boolean before = isFailing();
    pause = 0;
    until = Long.MIN_VALUE;
    return before;
  }

  /** A batch has failed at {@code now}; whether the one before it had not. */
  public boolean failed(long now) {
    boolean before = isFailing();
    pause = Math.min(MOST_MILLIS, Math.max(LEAST_MILLIS, 2 * pause));
    until = Math.max(until, now + pause);
    return !before;
  }

  /** Whether the last batch has failed. */
  public boolean isFailing() {
    return pause > 0;
  }

  /** For how many milliseconds nothing is to be begun; 0 if something may. */
  public long rest(long now) {
    return Math.max(0, until == Long.MIN_VALUE ? 0 : until - now);
  }

  /** How many batches may be under way at once, if there may be {@code most} otherwise. */
  public int concurrency(int most) {
    return isFailing() ? 1 : most;
  }
}
