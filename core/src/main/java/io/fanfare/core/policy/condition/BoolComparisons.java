package io.fanfare.core.policy.condition;

/** The operator on truth values. */
final class BoolComparisons {

  private BoolComparisons() {}

  /** {@code Bool}. */
  static Comparison equal(String text, boolean variables) throws Malformed {
    boolean wanted = parse(text);
    return (value, context) -> value.equalsIgnoreCase(wanted ? "true" : "false");
  }

  /** The truth value that {@code text} spells. */
  static boolean parse(String text) throws Malformed {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new Malformed("A truth value is neither true nor false.");
    }
    return text.equalsIgnoreCase("true");
  }
}
