package io.fanfare.core.policy.condition;

import io.fanfare.core.Arn;

/** The operators on ARNs, part by part: what is no ARN is like none. */
final class ArnComparisons {

  private static final int COLONS = 5;

  private ArnComparisons() {}

  /** {@code ArnEquals} and {@code ArnLike}, which are the same. */
  static Comparison like(String text, boolean variables) throws Malformed {
    Template template = Template.of(text, variables);
    return (value, context) -> {
      Glob wanted = template.in(context);
      return wanted != null
          && wanted.colons() >= COLONS
          && Arn.parse(value).isPresent()
          && wanted.matchesParts(value);
    };
  }
}
