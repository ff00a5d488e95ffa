package io.fanfare.core.policy.condition;

import java.util.List;

/**
 * A condition that compares the values of a key with those of a policy.
 *
 * @param negated whether a value may be as none of {@code wanted} says, and not as one of them
 * @param quantifier how many of the key's values have to be so
 * @param ifExists whether it holds if the key is absent
 */
record Compared(
    ConditionKey key,
    List<Comparison> wanted,
    boolean negated,
    Quantifier quantifier,
    boolean ifExists)
    implements Condition {

  /** How many of a key's values have to be as a condition says. */
  enum Quantifier {
    /** The one that there is. */
    ONE,
    ANY,
    ALL
  }

  Compared {
    wanted = List.copyOf(wanted);
  }

  @Override
  public boolean holds(RequestContext context) {
    List<String> values = context.values(key);
    return switch (quantifier) {
      case ONE -> values.isEmpty() ? ifExists || negated : any(values, context);
      case ANY -> isNothing(values) ? ifExists : any(values, context);
      case ALL -> isNothing(values) || all(values, context);
    };
  }

  private boolean any(List<String> values, RequestContext context) {
    for (String value : values) {
      if (isMet(value, context)) {
        return true;
      }
    }
    return false;
  }

  private boolean all(List<String> values, RequestContext context) {
    for (String value : values) {
      if (!isMet(value, context)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMet(String value, RequestContext context) {
    for (Comparison each : wanted) {
      if (each.holds(value, context)) {
        return !negated;
      }
    }
    return negated;
  }

  /** A list of nothing but empty texts is none. */
  private static boolean isNothing(List<String> values) {
    for (String value : values) {
      if (!value.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
