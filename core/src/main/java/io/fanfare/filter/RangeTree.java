package io.fanfare.filter;

import io.fanfare.filter.Condition.Bound;
import io.fanfare.filter.Condition.Numeric;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of numbers, to be found by the numbers that lie within.
 *
 * <p>It is a tree of the bits of the lower ends, whose every branch knows the highest upper end in
 * it (a priority search tree after McCreight, with the digits of the keys in place of balance). So
 * a search enters a branch only if something is found there. Numbers are doubles, and those are as
 * many steps as a long has, in the same order: an open end is the closed end one step further in.
 */
final class RangeTree {

  private static final int BITS = Long.SIZE;

  private final @Nullable RangeTree[] halves = new RangeTree[2];
  private Map<Numeric, Long> ranges = Map.of();
  private long highest = Long.MIN_VALUE;

  void add(Numeric range) {
    put(range, bottom(range), BITS);
  }

  private void put(Numeric range, long bottom, int bits) {
    highest = Math.max(highest, top(range));
    if (bits == 0) {
      ranges = ranges.isEmpty() ? new HashMap<>(2) : ranges;
      ranges.put(range, top(range));
      return;
    }
    int half = half(bottom, bits);
    RangeTree next = halves[half];
    if (next == null) {
      next = new RangeTree();
      halves[half] = next;
    }
    next.put(range, bottom, bits - 1);
  }

  void remove(Numeric range) {
    take(range, bottom(range), BITS);
  }

  private void take(Numeric range, long bottom, int bits) {
    highest = Long.MIN_VALUE;
    if (bits == 0) {
      ranges.remove(range);
      ranges.values().forEach(top -> highest = Math.max(highest, top));
      return;
    }
    int half = half(bottom, bits);
    RangeTree next = halves[half];
    if (next != null) {
      next.take(range, bottom, bits - 1);
      halves[half] = next.isEmpty() ? null : next;
    }
    for (RangeTree branch : halves) {
      highest = branch == null ? highest : Math.max(highest, branch.highest);
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty() && halves[0] == null && halves[1] == null;
  }

  /** Adds to {@code found} the ranges that any of {@code numbers}, which rise, lies within. */
  void find(long[] numbers, Set<Condition> found) {
    long from = Long.MIN_VALUE;
    for (long number : numbers) {
      // A range that begins before an earlier number holds that one, or ends before this one.
      find(new Search(from, number), 0, BITS, found);
      from = number + 1;
    }
  }

  /** A search for the ranges that begin from one number to another and end not before that. */
  private record Search(long from, long number) {}

  private void find(Search search, long start, int bits, Set<Condition> found) {
    if (highest < search.number()) {
      return;
    }
    ranges.forEach(
        (range, top) -> {
          if (top >= search.number()) {
            found.add(range);
          }
        });
    for (int half = 0; half < halves.length; half++) {
      RangeTree next = halves[half];
      if (next != null) {
        long first = start | (long) half << (bits - 1);
        long last = first | ((1L << (bits - 1)) - 1);
        if (first <= search.number() && last >= search.from()) {
          next.find(search, first, bits - 1, found);
        }
      }
    }
  }

  private static int half(long bottom, int bits) {
    return (int) (bottom >>> (bits - 1)) & 1;
  }

  private static long bottom(Numeric range) {
    Bound bottom = range.bottom();
    if (bottom == null) {
      return Long.MIN_VALUE;
    }
    return bottom.open() ? step(bottom.value()) + 1 : step(bottom.value());
  }

  private static long top(Numeric range) {
    Bound top = range.top();
    if (top == null) {
      return Long.MAX_VALUE;
    }
    return top.open() ? step(top.value()) - 1 : step(top.value());
  }

  /** A number for {@code number} that has the same order. */
  static long step(double number) {
    long bits = Double.doubleToLongBits(number);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }
}
