package io.fanfare.topics.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One element of a filter policy's array: what one value of an attribute must be like. */
sealed interface Condition {

  /** The value is this one. */
  record Exactly(String candidate) implements Condition {}

  /** The value is a string that begins so. */
  record Prefix(String text) implements Condition {}

  /** The value is a string that ends so. */
  record Suffix(String text) implements Condition {}

  /** There is a value, and it is none of these, which are all strings or all numbers. */
  record AnythingBut(Set<String> candidates, boolean numbers) implements Condition {

    public AnythingBut {
      candidates = Set.copyOf(candidates);
    }
  }

  /** The value is a string that does not begin so. */
  record AnythingButPrefix(String text) implements Condition {}

  /** The value is a number within bounds, of which at least one is present. */
  record Numeric(@Nullable Bound bottom, @Nullable Bound top) implements Condition {}

  /** The attribute has a value, or has none. */
  record Exists(boolean expected) implements Condition {}

  /**
   * An end of a range of numbers.
   *
   * @param candidate the number at the end
   * @param open whether the end itself lies outside
   */
  record Bound(String candidate, boolean open) {}
}
