package io.fanfare.topics.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String prefix;
  private final String text;

  FilterPolicyReader(String prefix, String text) {
    this.prefix = prefix;
    this.text = text;
  }

  FilterPolicy read() {
    if (text.isEmpty()) {
      return new FilterPolicy(text, Map.of());
    }
    JsonNode policy = parse();
    checkStructure(policy);
    checkComplexity(policy);
    Map<String, List<Condition>> keys = new LinkedHashMap<>();
    policy.properties().forEach(key -> keys.put(key.getKey(), conditions(key.getValue())));
    return new FilterPolicy(text, keys);
  }

  private JsonNode parse() {
    if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
      throw refusal("Filter policy can not have more than " + TEXT_BYTES + " bytes");
    }
    try {
      JsonNode policy = JSON.readTree(text);
      if (!policy.isObject()) {
        throw refusal("Filter is not an object");
      }
      return policy;
    } catch (JsonProcessingException e) {
      throw refusal("failed to parse JSON. " + e.getMessage());
    }
  }

  private void checkStructure(JsonNode policy) {
    if (policy.size() > KEYS) {
      throw refusal("Filter policy can not have more than 5 keys");
    }
    boolean nested = false;
    for (Map.Entry<String, JsonNode> key : policy.properties()) {
      checkContainers(key);
      nested |= key.getValue().isObject();
      if (key.getKey().equals(OR) && isAlternatives(key.getValue())) {
        throw refusal("$or is not supported yet");
      }
    }
    if (nested) {
      throw ErrorCode.SNS_INVALID_PARAMETER.refuse(
          "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
              + " policy");
    }
  }

  private void checkContainers(Map.Entry<String, JsonNode> key) {
    if (!key.getValue().isContainerNode()) {
      throw refusal("\"" + key.getKey() + "\" must be an object or an array");
    }
    if (key.getValue().isObject()) {
      key.getValue().properties().forEach(this::checkContainers);
    }
  }

  private static boolean isAlternatives(JsonNode value) {
    if (!value.isArray() || value.size() < 2) {
      return false;
    }
    for (JsonNode alternative : value) {
      if (!alternative.isObject()
          || alternative.properties().stream().anyMatch(key -> RESERVED.contains(key.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private void checkComplexity(JsonNode policy) {
    long complexity = 1;
    for (JsonNode values : policy) {
      complexity *= Math.max(1, values.size());
      if (complexity > COMPLEXITY) {
        throw refusal("Filter policy is too complex");
      }
    }
  }

  private List<Condition> conditions(JsonNode values) {
    if (values.isEmpty()) {
      throw refusal("Empty arrays are not allowed");
    }
    ConditionReader reader = new ConditionReader(this::refusal);
    List<Condition> conditions = new ArrayList<>(values.size());
    values.forEach(value -> conditions.add(reader.read(value)));
    return List.copyOf(conditions);
  }

  private BrokerException refusal(String reason) {
    return new BrokerException(ErrorCode.SNS_INVALID_PARAMETER, prefix + "FilterPolicy: " + reason);
  }
}
