package io.fanfare.core.policy.condition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An operator of conditions, by the name that policies call it, without what stands before and
 * behind.
 *
 * @param reading how it reads the values of a policy
 * @param negated whether none of them may be as it compares
 */
record Operator(Comparison.Reading reading, boolean negated) {

  private static final Map<String, Operator> BY_NAME = table();

  /** The operator {@code name}, if there is one. */
  static Optional<Operator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, Operator> table() {
    Map<String, Operator> table = new HashMap<>();
    put(table, "StringEquals", "StringNotEquals", StringComparisons::equal);
    put(
        table,
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        StringComparisons::equalIgnoringCase);
    put(table, "StringLike", "StringNotLike", StringComparisons::like);
    put(table, "ArnEquals", "ArnNotEquals", ArnComparisons::like);
    put(table, "ArnLike", "ArnNotLike", ArnComparisons::like);
    put(table, "IpAddress", "NotIpAddress", IpComparisons::in);
    put(table, "NumericEquals", "NumericNotEquals", NumberComparisons.of(order -> order == 0));
    put(table, "NumericLessThan", NumberComparisons.of(order -> order < 0));
    put(table, "NumericLessThanEquals", NumberComparisons.of(order -> order <= 0));
    put(table, "NumericGreaterThan", NumberComparisons.of(order -> order > 0));
    put(table, "NumericGreaterThanEquals", NumberComparisons.of(order -> order >= 0));
    put(table, "DateEquals", "DateNotEquals", DateComparisons.of(order -> order == 0));
    put(table, "DateLessThan", DateComparisons.of(order -> order < 0));
    put(table, "DateLessThanEquals", DateComparisons.of(order -> order <= 0));
    put(table, "DateGreaterThan", DateComparisons.of(order -> order > 0));
    put(table, "DateGreaterThanEquals", DateComparisons.of(order -> order >= 0));
    put(table, "Bool", BoolComparisons::equal);
    put(table, "BinaryEquals", BinaryComparisons::equal);
    return Map.copyOf(table);
  }

  private static void put(Map<String, Operator> table, String name, Comparison.Reading reading) {
    table.put(name, new Operator(reading, false));
  }

  private static void put(
      Map<String, Operator> table, String name, String negation, Comparison.Reading reading) {
    put(table, name, reading);
    table.put(negation, new Operator(reading, true));
  }
}
