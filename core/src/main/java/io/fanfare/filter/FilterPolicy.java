package io.fanfare.filter;

import io.fanfare.core.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which messages a subscription wants: those that meet every clause of one of its alternatives.
 *
 * @param text the policy as it was set
 * @param isOfBody whether it looks at the message's body, and not at its attributes
 * @param alternatives what {@code $or} lets one choose from; none means that every message is
 *     wanted
 */
public record FilterPolicy(String text, boolean isOfBody, List<List<Clause>> alternatives) {

  /** What most subscriptions have. */
  private static final FilterPolicy NONE = new FilterPolicy("", false, List.of());

  /**
   * What one key of a policy wants: a value under the path that satisfies one of the conditions.
   */
  record Clause(String path, Set<Condition> conditions) {

    public Clause {
      conditions = Set.copyOf(conditions);
    }
  }

  public FilterPolicy {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * The policy that {@code text} spells.
   *
   * @param code the code of every refusal
   * @param prefix what its sentence begins with
   * @param isOfBody whether it looks at the message's body, and not at its attributes
   */
  public static FilterPolicy parse(ErrorCode code, String prefix, String text, boolean isOfBody) {
    return text.isEmpty() && !isOfBody
        ? NONE
        : new FilterPolicyReader(code, prefix, isOfBody).read(text);
  }

  /** Whether there is nothing that it could refuse. */
  public boolean wantsEverything() {
    return alternatives.isEmpty();
  }

  /**
   * The same without any choice: the sets of requirements of which one must be met. There are at
   * most as many as the policy's complexity.
   */
  Set<Set<Requirement>> rules() {
    Set<Set<Requirement>> rules = new HashSet<>();
    for (List<Clause> alternative : alternatives) {
      Set<Set<Requirement>> combinations = Set.of(Set.of());
      for (Clause clause : alternative) {
        combinations = plus(combinations, clause);
      }
      rules.addAll(combinations);
    }
    return rules;
  }

  private static Set<Set<Requirement>> plus(Set<Set<Requirement>> combinations, Clause clause) {
    Set<Set<Requirement>> longer = new HashSet<>();
    for (Set<Requirement> combination : combinations) {
      for (Condition condition : clause.conditions()) {
        Set<Requirement> requirements = new HashSet<>(combination);
        requirements.add(new Requirement(clause.path(), condition));
        longer.add(requirements);
      }
    }
    return longer;
  }
}
