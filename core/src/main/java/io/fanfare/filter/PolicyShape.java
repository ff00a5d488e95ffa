package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What can be told of a filter policy from its keys alone, before any condition is read. */
final class PolicyShape {

  private static final String OR = "$or";
  private static final Set<String> RESERVED =
      Set.of(
          "exactly",
          "equals-ignore-case",
          "prefix",
          "suffix",
          "anything-but",
          "exists",
          "wildcard",
          "numeric",
          "cidr");

  private final ErrorCode code;
  private final Function<String, BrokerException> refusal;
  private final boolean isOfBody;

  PolicyShape(ErrorCode code, Function<String, BrokerException> refusal, boolean isOfBody) {
    this.code = code;
    this.refusal = refusal;
    this.isOfBody = isOfBody;
  }

  /** Whether {@code key} is a choice between policies and not a key named so. */
  static boolean isOr(Map.Entry<String, JsonNode> key) {
    JsonNode value = key.getValue();
    if (!key.getKey().equals(OR) || !value.isArray() || value.size() < 2) {
      return false;
    }
    for (JsonNode branch : value) {
      if (!branch.isObject()
          || branch.properties().stream().anyMatch(name -> RESERVED.contains(name.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** How many leaves the largest alternative of {@code policy} has: the keys of arrays. */
  int leaves(JsonNode policy) {
    int leaves = 0;
    for (Map.Entry<String, JsonNode> key : policy.properties()) {
      JsonNode value = key.getValue();
      if (isOr(key)) {
        leaves += mostLeaves(value);
      } else {
        leaves += value.isObject() ? leaves(value) : 1;
      }
    }
    return leaves;
  }

  private int mostLeaves(JsonNode branches) {
    int most = 0;
    for (JsonNode branch : branches) {
      most = Math.max(most, leaves(branch));
    }
    return most;
  }

  /** Refuses values that are neither an object nor an array, and objects if the scope is flat. */
  void check(JsonNode policy) {
    if (isNested(policy) && !isOfBody) {
      throw new BrokerException(
          code,
          "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy");
    }
  }

  private boolean isNested(JsonNode object) {
    boolean isNested = false;
    for (Map.Entry<String, JsonNode> key : object.properties()) {
      JsonNode value = key.getValue();
      if (!value.isContainerNode()) {
        throw refusal.apply("\"" + key.getKey() + "\" must be an object or an array");
      }
      if (isOr(key)) {
        for (JsonNode branch : value) {
          isNested |= isNested(branch);
        }
      } else if (value.isObject()) {
        isNested(value);
        isNested = true;
      }
    }
    return isNested;
  }

  /**
   * How many combinations of values {@code policy} allows, each counted with the depth of its keys,
   * but not above {@code most}.
   */
  int complexity(JsonNode policy, int most) {
    return complexity(policy, 1, most);
  }

  private int complexity(JsonNode object, int depth, int most) {
    long complexity = 1;
    for (Map.Entry<String, JsonNode> key : object.properties()) {
      complexity = Math.min(most, complexity * complexity(key, depth, most));
    }
    return (int) complexity;
  }

  private int complexity(Map.Entry<String, JsonNode> key, int depth, int most) {
    JsonNode value = key.getValue();
    if (isOr(key)) {
      long sum = 0;
      for (JsonNode branch : value) {
        sum += complexity(branch, depth, most);
      }
      return (int) Math.min(most, sum);
    }
    int inner = depth + (isOfBody ? (int) key.getKey().chars().filter(c -> c == '.').count() : 0);
    return value.isObject()
        ? complexity(value, inner + 1, most)
        : (int) Math.min(most, (long) inner * Math.max(1, value.size()));
  }
}
