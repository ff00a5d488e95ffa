package io.fanfare.topics.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.topics.engine.Condition.Bound;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one element of a filter policy's array and refuses what is none, in AWS's words. */
final class ConditionReader {

  private static final Set<String> NOT_YET = Set.of("equals-ignore-case", "wildcard", "cidr");
  private static final Set<String> ANYTHING_BUT_NOT_YET =
      Set.of("suffix", "wildcard", "equals-ignore-case");
  private static final Set<String> NUMERIC_OPERATORS = Set.of("=", "<", "<=", ">", ">=");

  private final Function<String, BrokerException> refusal;

  ConditionReader(Function<String, BrokerException> refusal) {
    this.refusal = refusal;
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
      case "prefix" -> new Condition.Prefix(text(operator, operand));
      case "suffix" -> new Condition.Suffix(text(operator, operand));
      case "anything-but" -> anythingBut(operand);
      case "numeric" -> numeric(operand);
      case "exists" -> exists(operand);
      default ->
          throw refusal.apply(
              NOT_YET.contains(operator)
                  ? "match type " + operator + " is not supported yet"
                  : "Unrecognized match type " + operator);
    };
  }

  private Condition exists(JsonNode operand) {
    if (!operand.isBoolean()) {
      throw refusal.apply("exists match pattern must be either true or false.");
    }
    return new Condition.Exists(operand.booleanValue());
  }

  private Condition anythingBut(JsonNode operand) {
    return switch (operand.getNodeType()) {
      case STRING, NUMBER ->
          new Condition.AnythingBut(Set.of(candidate(operand)), operand.isNumber());
      case ARRAY -> anythingButList(operand);
      case OBJECT -> anythingButPattern(onlyKey(operand));
      default ->
          throw refusal.apply(
              "Value of anything-but must be an array or single string/number value.");
    };
  }

  private Condition anythingButList(JsonNode list) {
    if (list.isEmpty()) {
      throw refusal.apply("Empty arrays are not allowed");
    }
    boolean numbers = list.get(0).isNumber();
    Set<String> candidates = new TreeSet<>();
    for (JsonNode value : list) {
      if (!value.isNumber() && !value.isTextual()) {
        throw refusal.apply("Inside anything but list, start|null|boolean is not supported.");
      }
      if (value.isNumber() != numbers) {
        throw refusal.apply(
            "Inside anything but list, either all values are number or string, mixed type is not"
                + " supported");
      }
      candidates.add(candidate(value));
    }
    return new Condition.AnythingBut(candidates, numbers);
  }

  private Condition anythingButPattern(Map.Entry<String, JsonNode> expression) {
    String operator = expression.getKey();
    if (operator.equals("prefix")) {
      return new Condition.AnythingButPrefix(text(operator, expression.getValue()));
    }
    throw refusal.apply(
        ANYTHING_BUT_NOT_YET.contains(operator)
            ? "anything-but pattern " + operator + " is not supported yet"
            : "Unsupported anything-but pattern: " + operator);
  }

  private Condition numeric(JsonNode terms) {
    if (!terms.isArray()) {
      throw refusal.apply("Value of numeric must be an array.");
    }
    if (!terms.path(0).isTextual()) {
      String member = terms.isEmpty() ? "]" : terms.get(0).asText();
      throw refusal.apply("Invalid member in numeric match: " + member);
    }
    String operator = terms.get(0).textValue();
    if (!NUMERIC_OPERATORS.contains(operator)) {
      throw refusal.apply("Unrecognized numeric range operator: " + operator);
    }
    String number = number(operator, terms.path(1));
    if (operator.startsWith(">")) {
      Bound bottom = new Bound(number, operator.equals(">"));
      return new Condition.Numeric(bottom, terms.size() > 2 ? top(bottom, terms) : null);
    }
    if (terms.size() > 2) {
      throw refusal.apply("Too many elements in numeric expression");
    }
    return operator.equals("=")
        ? new Condition.Exactly(number)
        : new Condition.Numeric(null, new Bound(number, operator.equals("<")));
  }

  private Bound top(Bound bottom, JsonNode terms) {
    JsonNode operator = terms.get(2);
    if (!operator.isTextual()) {
      throw refusal.apply("Bad value in numeric range: " + operator.asText());
    }
    String name = operator.textValue();
    if (!name.equals("<") && !name.equals("<=")) {
      throw refusal.apply("Bad numeric range operator: " + name);
    }
    Bound top = new Bound(number(name, terms.path(3)), name.equals("<"));
    if (terms.size() > 4) {
      throw refusal.apply("Too many terms in numeric range expression");
    }
    if (Double.parseDouble(bottom.candidate()) >= Double.parseDouble(top.candidate())) {
      throw refusal.apply("Bottom must be less than top");
    }
    return top;
  }

  private String number(String operator, @Nullable JsonNode operand) {
    if (operand == null || !operand.isNumber()) {
      throw refusal.apply(
          "Value of " + (operator.equals("=") ? "equals" : operator) + " must be numeric");
    }
    return candidate(operand);
  }

  private String text(String operator, JsonNode operand) {
    if (!operand.isTextual()) {
      throw refusal.apply(operator + " match pattern must be a string");
    }
    return operand.textValue();
  }

  private String candidate(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Candidate.ofText(value.textValue());
      case BOOLEAN -> Candidate.ofFlag(value.booleanValue());
      case NULL -> Candidate.NULL;
      default ->
          Candidate.ofNumber(value.asText())
              .orElseThrow(() -> refusal.apply("Number is out of range: " + value.asText()));
    };
  }
}
