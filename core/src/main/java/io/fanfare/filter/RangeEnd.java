package io.fanfare.filter;

import io.fanfare.filter.Condition.Bound;
import io.fanfare.filter.Condition.Numeric;

/**
 * An end of a range among all numbers: at one, or in the gap beside it.
 *
 * @param number the number, canonical
 * @param side -1 just before it, 0 at it, 1 just after it
 */
record RangeEnd(String number, int side) implements Comparable<RangeEnd> {

  /** Before all numbers. */
  static final RangeEnd LOWEST = new RangeEnd("", 0);

  /** After all numbers. */
  static final RangeEnd HIGHEST = new RangeEnd("~", 0);

  static RangeEnd at(String number) {
    return new RangeEnd(number, 0);
  }

  static RangeEnd after(String number) {
    return new RangeEnd(number, 1);
  }

  static RangeEnd bottom(Numeric range) {
    Bound bottom = range.bottom();
    return bottom == null ? LOWEST : new RangeEnd(bottom.candidate(), bottom.open() ? 1 : 0);
  }

  static RangeEnd top(Numeric range) {
    Bound top = range.top();
    return top == null ? HIGHEST : new RangeEnd(top.candidate(), top.open() ? -1 : 0);
  }

  @Override
  public int compareTo(RangeEnd other) {
    int order = number.compareTo(other.number);
    return order == 0 ? Integer.compare(side, other.side) : order;
  }
}
