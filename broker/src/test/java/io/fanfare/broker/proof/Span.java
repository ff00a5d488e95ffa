package io.fanfare.broker.proof;

/**
 * From when to when a client waited for an answer, in nanoseconds of its own monotonic clock. What
 * the broker did, it did somewhere in between.
 */
record Span(long start, long end) {

  Span {
    if (end < start) {
      throw new IllegalArgumentException("a span ends after it starts: " + start + ", " + end);
    }
  }

  /** From {@code start} until now. */
  static Span since(long start) {
    return new Span(start, System.nanoTime());
  }

  boolean overlaps(long from, long to) {
    return start <= to && end >= from;
  }
}
