package io.fanfare.core.policy.condition;

/** What a statement asks of a request before it applies. */
@FunctionalInterface
public interface Condition {

  /** Whether {@code context} meets it. */
  boolean holds(RequestContext context);
}
