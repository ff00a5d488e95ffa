package io.fanfare.core.policy.condition;

import java.util.List;

/**
 * The condition {@code Null}: whether a key is absent.
 *
 * @param whenAbsent whether it holds if the key is absent
 * @param whenPresent whether it holds if it is there
 */
record Presence(ConditionKey key, boolean whenAbsent, boolean whenPresent) implements Condition {

  /** The condition on {@code key} for any of {@code values}, which are truth values. */
  static Presence of(ConditionKey key, List<String> values) throws Malformed {
    boolean absent = false;
    boolean present = false;
    for (String value : values) {
      boolean wanted = BoolComparisons.parse(value);
      absent |= wanted;
      present |= !wanted;
    }
    return new Presence(key, absent, present);
  }

  @Override
  public boolean holds(RequestContext context) {
    return context.values(key).isEmpty() ? whenAbsent : whenPresent;
  }
}
