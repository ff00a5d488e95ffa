package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads one element of a filter policy's array and refuses what is none, in AWS's words. */
final class ConditionReader {

  private static final Set<String> PATTERNS =
      Set.of("prefix", "suffix", "equals-ignore-case", "wildcard");

  private final Function<String, BrokerException> refusal;
  private final PatternReader patterns;
  private final NumericReader numbers;

  ConditionReader(Function<String, BrokerException> refusal) {
    this.refusal = refusal;
    patterns = new PatternReader(refusal);
    numbers = new NumericReader(refusal);
  }

  Condition read(JsonNode element) {
    return switch (element.getNodeType()) {
      case STRING, NUMBER, BOOLEAN, NULL -> new Condition.Exactly(candidate(element));
      case OBJECT -> operator(onlyKey(element));
      default -> throw refusal.apply("Match value must be String, number, true, false, or null");
    };
  }

  private Map.Entry<String, JsonNode> onlyKey(JsonNode object) {
    if (object.isEmpty()) {
      throw refusal.apply("Empty expression is not allowed");
    }
    if (object.size() > 1) {
      throw refusal.apply("Only one key allowed in match expression");
    }
    return object.properties().iterator().next();
  }

  private Condition operator(Map.Entry<String, JsonNode> expression) {
    String operator = expression.getKey();
    JsonNode operand = expression.getValue();
    return switch (operator) {
      case "prefix", "suffix", "equals-ignore-case", "wildcard" -> patterns.read(operator, operand);
      case "cidr" -> patterns.readBlock(operand);
      case "anything-but" -> anythingBut(operand);
      case "numeric" -> numbers.read(operand);
      case "exists" -> exists(operand);
      default -> throw refusal.apply("Unrecognized match type " + operator);
    };
  }

  private Condition exists(JsonNode operand) {
    if (!operand.isBoolean()) {
      throw refusal.apply("exists match pattern must be either true or false.");
    }
    return operand.booleanValue() ? new Condition.Present() : new Condition.Absent();
  }

  private Condition anythingBut(JsonNode operand) {
    return switch (operand.getNodeType()) {
      case STRING, NUMBER ->
          new Condition.AnythingBut(new CandidateSet(List.of(candidate(operand))));
      case ARRAY -> anythingButList(operand);
      case OBJECT -> anythingButLike(onlyKey(operand));
      default ->
          throw refusal.apply(
              "Value of anything-but must be an array or single string/number value.");
    };
  }

  private Condition anythingButList(JsonNode list) {
    if (list.isEmpty()) {
      throw refusal.apply("Empty arrays are not allowed");
    }
    boolean ofNumbers = list.get(0).isNumber();
    List<String> candidates = new ArrayList<>(list.size());
    for (JsonNode value : list) {
      if (!value.isNumber() && !value.isTextual()) {
        throw refusal.apply("Inside anything but list, start|null|boolean is not supported.");
      }
      if (value.isNumber() != ofNumbers) {
        throw refusal.apply(
            "Inside anything but list, either all values are number or string, mixed type is not"
                + " supported");
      }
      candidates.add(candidate(value));
    }
    return new Condition.AnythingBut(new CandidateSet(candidates));
  }

  private Condition anythingButLike(Map.Entry<String, JsonNode> expression) {
    String operator = expression.getKey();
    if (!PATTERNS.contains(operator)) {
      throw refusal.apply("Unsupported anything-but pattern: " + operator);
    }
    return new Condition.AnythingButLike(patterns.read(operator, expression.getValue()));
  }

  private String candidate(JsonNode value) {
    return Candidate.of(value)
        .orElseThrow(() -> refusal.apply("Number is out of range: " + value.asText()));
  }
}
