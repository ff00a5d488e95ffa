package io.fanfare.core.policy.condition;

/** The operators on texts. */
final class StringComparisons {

  private StringComparisons() {}

  /** {@code StringEquals}: wildcards are characters. */
  static Comparison equal(String text, boolean variables) throws Malformed {
    Template template = Template.of(text, variables);
    return (value, context) -> {
      Glob wanted = template.in(context);
      return wanted != null && wanted.isText(value);
    };
  }

  /** {@code StringEqualsIgnoreCase}. */
  static Comparison equalIgnoringCase(String text, boolean variables) throws Malformed {
    Template template = Template.of(text, variables);
    return (value, context) -> {
      Glob wanted = template.in(context);
      return wanted != null && wanted.equalsIgnoreCase(value);
    };
  }

  /** {@code StringLike}. */
  static Comparison like(String text, boolean variables) throws Malformed {
    Template template = Template.of(text, variables);
    return (value, context) -> {
      Glob wanted = template.in(context);
      return wanted != null && wanted.matches(value);
    };
  }
}
