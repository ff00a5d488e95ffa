package io.fanfare.filter;

import io.fanfare.filter.Condition.Numeric;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of numbers, to be found by the numbers that lie within.
 *
 * <p>It is an interval tree (Cormen et al., 14.3): a balanced tree of the lower ends (after
 * Adelson-Velsky and Landis), whose every branch knows the highest upper end in it. So a search
 * enters a branch only if something is found there, but for those on the way to where it begins and
 * ends.
 */
final class RangeTree {

  private @Nullable RangeNode root;

  void add(Numeric range) {
    root = RangeNode.with(root, range);
  }

  void remove(Numeric range) {
    root = RangeNode.without(root, range);
  }

  boolean isEmpty() {
    return root == null;
  }

  /** Adds to {@code found} the ranges that any of {@code numbers}, which rise, lies within. */
  void find(List<String> numbers, Set<Condition> found, Effort effort) {
    RangeEnd from = RangeEnd.LOWEST;
    for (String number : numbers) {
      // A range that begins before an earlier number holds that one, or ends before this one.
      effort.spend(40);
      find(root, from, RangeEnd.at(number), found);
      from = RangeEnd.after(number);
    }
  }

  /** Finds below {@code node} what begins from {@code from} to {@code number}, and ends after. */
  private static void find(
      @Nullable RangeNode node, RangeEnd from, RangeEnd number, Set<Condition> found) {
    if (node == null || node.highest().compareTo(number) < 0) {
      return;
    }
    boolean beginsLate = node.bottom().compareTo(from) >= 0;
    boolean beginsEarly = node.bottom().compareTo(number) <= 0;
    if (beginsLate) {
      find(node.lower(), from, number, found);
    }
    if (beginsLate && beginsEarly && node.top().compareTo(number) >= 0) {
      found.add(node.range());
    }
    if (beginsEarly) {
      find(node.higher(), from, number, found);
    }
  }
}
