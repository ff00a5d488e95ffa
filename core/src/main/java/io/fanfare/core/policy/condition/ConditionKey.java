package io.fanfare.core.policy.condition;

/**
 * A key in a policy.
 *
 * @param key what it asks for
 * @param tag of which tag, if it asks for the value of one; else empty
 */
public record ConditionKey(ContextKey key, String tag) {

  /** The key that {@code text} spells. */
  static ConditionKey of(String text) {
    int slash = text.indexOf('/') + 1;
    ContextKey key = ContextKey.of(slash > 0 ? text.substring(0, slash) : text);
    return new ConditionKey(key, text.substring(slash > 0 ? slash : text.length()));
  }
}
