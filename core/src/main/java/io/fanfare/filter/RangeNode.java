package io.fanfare.filter;

import io.fanfare.filter.Condition.Numeric;
import org.jspecify.annotations.Nullable;

/**
 * A range in a {@link RangeTree} with those below it, never changed: a change makes the nodes on
 * its way anew.
 *
 * @param bottom where the range begins
 * @param top where the range ends
 * @param lower the branch of those that come before it
 * @param higher the branch of those that come after it
 * @param height how many nodes stand below one another
 * @param highest where the last of all these ranges ends
 */
record RangeNode(
    Numeric range,
    RangeEnd bottom,
    RangeEnd top,
    @Nullable RangeNode lower,
    @Nullable RangeNode higher,
    int height,
    RangeEnd highest) {

  /** The branch {@code node} with {@code range}, which is not in it. */
  static RangeNode with(@Nullable RangeNode node, Numeric range) {
    if (node == null) {
      RangeEnd top = RangeEnd.top(range);
      return new RangeNode(range, RangeEnd.bottom(range), top, null, null, 1, top);
    }
    return node.order(range) < 0
        ? node.balanced(with(node.lower, range), node.higher)
        : node.balanced(node.lower, with(node.higher, range));
  }

  /** The branch {@code node} without {@code range}. */
  static @Nullable RangeNode without(@Nullable RangeNode node, Numeric range) {
    if (node == null) {
      return null;
    }
    int order = node.order(range);
    if (order < 0) {
      return node.balanced(without(node.lower, range), node.higher);
    }
    if (order > 0) {
      return node.balanced(node.lower, without(node.higher, range));
    }
    if (node.lower == null || node.higher == null) {
      return node.lower == null ? node.higher : node.lower;
    }
    RangeNode next = first(node.higher);
    return next.balanced(node.lower, without(node.higher, next.range));
  }

  private static RangeNode first(RangeNode node) {
    RangeNode first = node;
    while (first.lower != null) {
      first = first.lower;
    }
    return first;
  }

  /** Whether {@code other} comes before, is, or comes after this range. */
  private int order(Numeric other) {
    int order = RangeEnd.bottom(other).compareTo(bottom);
    return order == 0 ? RangeEnd.top(other).compareTo(top) : order;
  }

  /** This range above branches whose heights differ by two at most: then by one at most. */
  private RangeNode balanced(@Nullable RangeNode less, @Nullable RangeNode more) {
    if (less != null && height(less) > height(more) + 1) {
      RangeNode left =
          height(less.lower) >= height(less.higher) || less.higher == null
              ? less
              : less.higher.above(less.above(less.lower, less.higher.lower), less.higher.higher);
      return left.above(left.lower, above(left.higher, more));
    }
    if (more != null && height(more) > height(less) + 1) {
      RangeNode right =
          height(more.higher) >= height(more.lower) || more.lower == null
              ? more
              : more.lower.above(more.lower.lower, more.above(more.lower.higher, more.higher));
      return right.above(above(less, right.lower), right.higher);
    }
    return above(less, more);
  }

  private RangeNode above(@Nullable RangeNode less, @Nullable RangeNode more) {
    int tallest = Math.max(height(less), height(more));
    RangeEnd last = later(later(top, less), more);
    return new RangeNode(range, bottom, top, less, more, tallest + 1, last);
  }

  private static int height(@Nullable RangeNode node) {
    return node == null ? 0 : node.height;
  }

  private static RangeEnd later(RangeEnd end, @Nullable RangeNode node) {
    return node == null || end.compareTo(node.highest) >= 0 ? end : node.highest;
  }
}
