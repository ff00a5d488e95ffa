package io.fanfare.core.policy.condition;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

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

    /**
     * Reads values that have an order, of which {@code order} says how a value may stand to that of
     * the policy; what {@code parse} finds none in never stands so.
     *
     * @param malformed the sentence about a policy in whose value there is none
     */
    static <T extends Comparable<T>> Reading ofOrder(
        Function<String, Optional<T>> parse, String malformed, IntPredicate order) {
      return (text, variables) -> {
        T wanted = parse.apply(text).orElseThrow(() -> new Malformed(malformed));
        return (value, context) ->
            parse.apply(value).filter(found -> order.test(found.compareTo(wanted))).isPresent();
      };
    }
  }
}
