package io.fanfare.core.policy.condition;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The operators on decimal numbers. */
final class NumberComparisons {

  private static final int MOST_CHARACTERS = 40;

  private NumberComparisons() {}

  /** The operator for which {@code order} says how a value may stand to that of the policy. */
  static Comparison.Reading of(IntPredicate order) {
    return Comparison.Reading.ofOrder(NumberComparisons::parse, "A number is not decimal.", order);
  }

  private static Optional<BigDecimal> parse(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = 0;
    int points = 0;
    for (int i = start; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next >= '0' && next <= '9') {
        digits++;
      } else if (next == '.' && points == 0) {
        points++;
      } else {
        return Optional.empty();
      }
    }
    return digits == 0 || text.length() > MOST_CHARACTERS
        ? Optional.empty()
        : Optional.of(new BigDecimal(text));
  }
}
