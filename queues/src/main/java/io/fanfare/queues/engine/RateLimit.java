package io.fanfare.queues.engine;

import org.jspecify.annotations.Nullable;

/**
 * When a move task may move how many messages: one at the start and then one for each {@code
 * 1/rate} of a second. What is late by no more than a tenth of a second is made up for; what is
 * later is given up, so that no rush follows a standstill.
 *
 * @param rate messages in a second; absent if there is no bound
 * @param from when the first message may be moved
 * @param used how many messages have been moved since
 */
public record RateLimit(@Nullable Integer rate, long from, long used) {

  private static final long SECOND = 1_000;
  private static final long LATE = 100;

  /** The rateLimit of a task that begins, or goes on, now. */
  public static RateLimit from(@Nullable Integer rate, long now) {
    return new RateLimit(rate, now, 0);
  }

  /** How many messages may be moved now. */
  public int allowed(long now) {
    if (rate == null) {
      return Integer.MAX_VALUE;
    }
    long due = (now - from) * rate / SECOND + 1 - used;
    long most = Math.max(1, rate * LATE / SECOND);
    return (int) Math.max(0, Math.min(due, most));
  }

  /** This rateLimit after {@code more} messages have been moved. */
  public RateLimit after(int more, long now) {
    RateLimit next = new RateLimit(rate, from, used + more);
    return next.nextAt() < now - LATE ? new RateLimit(rate, now, 1) : next;
  }

  /** When the next message may be moved. */
  public long nextAt() {
    return rate == null ? from : from + (used * SECOND + rate - 1) / rate;
  }
}
