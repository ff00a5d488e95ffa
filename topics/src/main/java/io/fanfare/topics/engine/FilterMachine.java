package io.fanfare.topics.engine;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.engine.Condition.Bound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.Patterns;
import software.amazon.event.ruler.Range;

/**
 * All filter policies of a topic as one automaton of AWS's Event Ruler: what a match costs depends
 * on the message and on the policies it satisfies, not on how many policies there are.
 *
 * <p>The Ruler compares bytes; what they mean is ours. It is given {@link Candidate canonical
 * texts} and field names without dots, so that its own rules for paths, nesting and other notations
 * of numbers never apply. Its structured matching is used because the other one hashes, at each
 * step, the set of all rules that may still match: with a condition that all policies share, a
 * match would cost as much as there are policies.
 *
 * @param <T> what wants the messages of a policy
 */
final class FilterMachine<T> {

  private final GenericMachine<T> machine =
      GenericMachine.<T>builder().withStructuredMatching(true).build();

  private int policiesAboutOneType;

  /** Adds {@code owner}, which wants what {@code policy} says; the policy has keys. */
  void add(T owner, FilterPolicy policy) {
    rules(policy).forEach(rule -> machine.addPatternRule(owner, rule));
    policiesAboutOneType += isAboutOneType(policy) ? 1 : 0;
  }

  /** Removes {@code owner}, which was added with the same policy. */
  void remove(T owner, FilterPolicy policy) {
    rules(policy).forEach(rule -> machine.deletePatternRule(owner, rule));
    policiesAboutOneType -= isAboutOneType(policy) ? 1 : 0;
  }

  /** Who wants a message with {@code attributes}, each once. */
  List<T> match(Map<String, MessageAttribute> attributes) {
    return machine.isEmpty()
        ? List.of()
        : machine.rulesForJSONEvent(FilterEvent.of(attributes, policiesAboutOneType > 0));
  }

  /**
   * The rules of {@code policy}, of which one must hold: one for each combination of conditions, at
   * most as many as the policy's complexity. A rule could list several patterns for a field, but
   * the machine then shares states between rules and does not always find all of a rule again when
   * it is deleted.
   */
  private static List<Map<String, List<Patterns>>> rules(FilterPolicy policy) {
    List<Map<String, List<Patterns>>> rules = List.of(Map.of());
    for (Map.Entry<String, List<Condition>> key : policy.keys().entrySet()) {
      List<Condition> conditions = key.getValue().stream().distinct().toList();
      rules =
          rules.stream()
              .flatMap(
                  rule -> conditions.stream().map(condition -> plus(rule, key.getKey(), condition)))
              .toList();
    }
    return rules;
  }

  private static Map<String, List<Patterns>> plus(
      Map<String, List<Patterns>> rule, String key, Condition condition) {
    Map<String, List<Patterns>> longer = new HashMap<>(rule);
    longer.put(field(key, condition), List.of(pattern(condition)));
    return longer;
  }

  private static boolean isAboutOneType(FilterPolicy policy) {
    return policy.keys().values().stream()
        .flatMap(List::stream)
        .anyMatch(
            condition ->
                condition instanceof Condition.AnythingButPrefix
                    || condition instanceof Condition.Numeric);
  }

  /**
   * Some conditions look at a field of their own. "Does not begin so" looks at the strings, because
   * the machine would accept numbers too; ranges look at the numbers, because the machine confuses
   * the bytes of a range with those of strings once one of them is deleted.
   */
  private static String field(String key, Condition condition) {
    if (condition instanceof Condition.AnythingButPrefix) {
      return FilterEvent.stringsField(key);
    }
    return condition instanceof Condition.Numeric
        ? FilterEvent.numbersField(key)
        : FilterEvent.field(key);
  }

  private static Patterns pattern(Condition condition) {
    if (condition instanceof Condition.Exactly exactly) {
      String candidate = exactly.candidate();
      return Candidate.isNumber(candidate)
          ? Patterns.numericEquals(candidate)
          : Patterns.exactMatch(candidate);
    }
    if (condition instanceof Condition.Prefix prefix) {
      return Patterns.prefixMatch("\"" + Candidate.escape(prefix.text()));
    }
    if (condition instanceof Condition.Suffix suffix) {
      return Patterns.suffixMatch(Candidate.escape(suffix.text()) + "\"");
    }
    if (condition instanceof Condition.AnythingBut anythingBut) {
      return anythingBut.numbers()
          ? Patterns.anythingButNumbersMatch(anythingBut.candidates())
          : Patterns.anythingButMatch(anythingBut.candidates());
    }
    if (condition instanceof Condition.AnythingButPrefix prefix) {
      return Patterns.anythingButPrefix("\"" + Candidate.escape(prefix.text()));
    }
    if (condition instanceof Condition.Numeric numeric) {
      return range(numeric);
    }
    return ((Condition.Exists) condition).expected()
        ? Patterns.existencePatterns()
        : Patterns.absencePatterns();
  }

  private static Patterns range(Condition.Numeric numeric) {
    Bound bottom = numeric.bottom();
    Bound top = numeric.top();
    if (bottom != null && top != null) {
      return Range.between(bottom.candidate(), bottom.open(), top.candidate(), top.open());
    }
    if (bottom != null) {
      return bottom.open()
          ? Range.greaterThan(bottom.candidate())
          : Range.greaterThanOrEqualTo(bottom.candidate());
    }
    if (top == null) {
      throw new IllegalStateException("A range without ends");
    }
    return top.open() ? Range.lessThan(top.candidate()) : Range.lessThanOrEqualTo(top.candidate());
  }
}
