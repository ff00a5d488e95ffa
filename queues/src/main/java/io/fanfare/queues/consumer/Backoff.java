package io.fanfare.queues.consumer;

/** How long to rest after a failure: twice as long after each, until something succeeds. */
final class Backoff {

  private static final long LEAST_MILLIS = 100;
  private static final long MOST_MILLIS = 10_000;

  private long next = LEAST_MILLIS;

  /** How many milliseconds to rest now. */
  long failed() {
    long rest = next;
    next = Math.min(MOST_MILLIS, next * 2);
    return rest;
  }

  void succeeded() {
    next = LEAST_MILLIS;
  }
}
