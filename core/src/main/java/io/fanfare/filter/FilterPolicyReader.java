package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.filter.Condition.AnythingButLike;
import io.fanfare.filter.Condition.Wildcard;
import io.fanfare.filter.FilterPolicy.Clause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a filter policy and refuses what is not one, in AWS's words. The checks come in AWS's
 * order: the text, the number of keys, the structure, the complexity, the conditions.
 */
final class FilterPolicyReader {

  private static final int TEXT_BYTES = 262_144;
  private static final int KEYS = 5;
  private static final int COMPLEXITY = 150;
  private static final int WILDCARD_POINTS = 100;
  private static final List<List<Clause>> ANYTHING = List.of(List.of());

  private final ErrorCode code;
  private final String prefix;
  private final boolean isOfBody;
  private final ConditionReader conditions = new ConditionReader(this::refusal);
  private int wildcardPoints;

  FilterPolicyReader(ErrorCode code, String prefix, boolean isOfBody) {
    this.code = code;
    this.prefix = prefix;
    this.isOfBody = isOfBody;
  }

  FilterPolicy read(String text) {
    if (text.isEmpty()) {
      return new FilterPolicy(text, isOfBody, List.of());
    }
    JsonNode policy = parse(text);
    PolicyShape shape = new PolicyShape(code, this::refusal, isOfBody);
    if (shape.leaves(policy) > KEYS) {
      throw refusal("Filter policy can not have more than 5 keys");
    }
    shape.check(policy);
    if (shape.complexity(policy, COMPLEXITY + 1) > COMPLEXITY) {
      throw refusal("Filter policy is too complex");
    }
    List<List<Clause>> alternatives = policy.isEmpty() ? List.of() : alternatives(policy, "");
    if (wildcardPoints > WILDCARD_POINTS) {
      throw refusal("Filter policy is too complex");
    }
    return new FilterPolicy(text, isOfBody, alternatives);
  }

  private JsonNode parse(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
      throw refusal("Filter policy can not have more than " + TEXT_BYTES + " bytes");
    }
    try {
      JsonNode policy = FilterJson.parse(text);
      if (!policy.isObject()) {
        throw refusal("Filter is not an object");
      }
      return policy;
    } catch (JsonProcessingException e) {
      throw refusal("failed to parse JSON. " + e.getMessage());
    }
  }

  /** What {@code object}, whose keys stand below {@code path}, lets one choose from. */
  private List<List<Clause>> alternatives(JsonNode object, String path) {
    if (object.isEmpty()) {
      throw refusal("Empty objects are not allowed");
    }
    List<List<Clause>> alternatives = ANYTHING;
    for (Map.Entry<String, JsonNode> key : object.properties()) {
      alternatives = both(alternatives, alternatives(key, path));
    }
    return alternatives;
  }

  private List<List<Clause>> alternatives(Map.Entry<String, JsonNode> key, String path) {
    JsonNode value = key.getValue();
    if (PolicyShape.isOr(key)) {
      List<List<Clause>> branches = new ArrayList<>();
      value.forEach(branch -> branches.addAll(alternatives(branch, path)));
      return branches;
    }
    return value.isObject()
        ? alternatives(value, path + key.getKey() + ".")
        : List.of(List.of(clause(path + key.getKey(), value)));
  }

  private static List<List<Clause>> both(List<List<Clause>> some, List<List<Clause>> others) {
    List<List<Clause>> all = new ArrayList<>(some.size() * others.size());
    for (List<Clause> one : some) {
      for (List<Clause> other : others) {
        List<Clause> clauses = new ArrayList<>(one);
        clauses.addAll(other);
        all.add(clauses);
      }
    }
    return all;
  }

  private Clause clause(String path, JsonNode values) {
    if (values.isEmpty()) {
      throw refusal("Empty arrays are not allowed");
    }
    Set<Condition> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(conditions.read(value)));
    countWildcards(wanted);
    return new Clause(path, wanted);
  }

  private void countWildcards(Set<Condition> wanted) {
    int patterns = 0;
    int points = 0;
    for (Condition condition : wanted) {
      if (condition instanceof Wildcard wildcard) {
        patterns++;
        points += wildcard.parts().size() > 2 ? 3 : 1;
      } else if (condition instanceof AnythingButLike but && but.pattern() instanceof Wildcard) {
        patterns++;
        points++;
      }
    }
    wildcardPoints += patterns * points;
  }

  private BrokerException refusal(String reason) {
    return new BrokerException(code, prefix + "FilterPolicy: " + reason);
  }
}
