package io.fanfare.broker.proof;

import java.util.Arrays;
import java.util.List;

/** The unanswered receives of one queue; each may have raised a receive count unseen. */
final class LostReceives {

  static final LostReceives NONE = new LostReceives(List.of());

  private final long[] starts;
  private final long[] ends;

  LostReceives(List<Span> spans) {
    starts = spans.stream().mapToLong(Span::start).sorted().toArray();
    ends = spans.stream().mapToLong(Span::end).sorted().toArray();
  }

  /** How many of them were under way at some time from {@code from} to {@code to}. */
  int between(long from, long to) {
    return firstAbove(starts, to) - firstAbove(ends, from - 1);
  }

  private static int firstAbove(long[] sorted, long value) {
    int found = Arrays.binarySearch(sorted, value);
    if (found < 0) {
      return -found - 1;
    }
    while (found < sorted.length && sorted[found] == value) {
      found++;
    }
    return found;
  }
}
