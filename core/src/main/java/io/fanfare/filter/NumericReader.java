package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import io.fanfare.filter.Condition.Bound;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the operand of {@code numeric} and refuses what is none, in AWS's words. */
final class NumericReader {

  private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=");

  private final Function<String, BrokerException> refusal;

  NumericReader(Function<String, BrokerException> refusal) {
    this.refusal = refusal;
  }

  Condition read(JsonNode terms) {
    if (!terms.isArray()) {
      throw refusal.apply("Value of numeric must be an array.");
    }
    if (!terms.path(0).isTextual()) {
      String member = terms.isEmpty() ? "]" : terms.get(0).asText();
      throw refusal.apply("Invalid member in numeric match: " + member);
    }
    String operator = terms.get(0).textValue();
    if (!OPERATORS.contains(operator)) {
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
    if (bottom.candidate().compareTo(top.candidate()) >= 0) {
      throw refusal.apply("Bottom must be less than top");
    }
    return top;
  }

  private String number(String operator, @Nullable JsonNode operand) {
    if (operand == null || !operand.isNumber()) {
      throw refusal.apply(
          "Value of " + (operator.equals("=") ? "equals" : operator) + " must be numeric");
    }
    return Candidate.of(operand)
        .orElseThrow(() -> refusal.apply("Number is out of range: " + operand.asText()));
  }
}
