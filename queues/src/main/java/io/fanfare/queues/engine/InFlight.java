package io.fanfare.queues.engine;

/**
 * How many messages are in flight, now and on the average of the recent minutes: what the average
 * remembers halves every minute. It costs the same however many they are, and those that are still
 * in flight count as long as they have been so far.
 */
final class InFlight {

  private static final double HALF_LIFE_MILLIS = 60_000;

  private int count;
  private double average;
  private long countedAt;

  /** None, since {@code now}. */
  InFlight(long now) {
    countedAt = now;
  }

  void change(int by, long now) {
    average = average(now);
    countedAt = Math.max(countedAt, now);
    count += by;
  }

  int count() {
    return count;
  }

  double average(long now) {
    if (now <= countedAt) {
      return average;
    }
    double remembered = Math.pow(0.5, (now - countedAt) / HALF_LIFE_MILLIS);
    return count + (average - count) * remembered;
  }
}
