package io.fanfare.core.policy.condition;

/** A value of a policy, ready to be compared with those of requests. */
@FunctionalInterface
interface Comparison {

  /** Whether {@code value} is as the policy says; {@code context} fills its variables. */
  boolean holds(String value, RequestContext context);

  /** How the values of a policy become comparisons. */
  @FunctionalInterface
  interface Reading {

    /**
     * The comparison with {@code text}.
     *
     * @param variables whether the policy may have variables
     */
    Comparison read(String text, boolean variables) throws Malformed;
  }
}
