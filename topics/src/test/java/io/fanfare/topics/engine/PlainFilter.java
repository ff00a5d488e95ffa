package io.fanfare.topics.engine;

import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;

/** The meaning of filter policies, spelt out slowly: what the matching machine is held to. */
final class PlainFilter {

  private PlainFilter() {}

  static boolean wants(FilterPolicy policy, Map<String, MessageAttribute> attributes) {
    return policy.keys().entrySet().stream()
        .allMatch(
            key -> {
              MessageAttribute attribute = attributes.get(key.getKey());
              List<String> values =
                  attribute == null ? List.of() : FilterEvent.candidates(attribute);
              return key.getValue().stream().anyMatch(condition -> holds(condition, values));
            });
  }

  private static boolean holds(Condition condition, List<String> values) {
    if (condition instanceof Condition.Exists exists) {
      return exists.expected() != values.isEmpty();
    }
    return values.stream().anyMatch(value -> holds(condition, value));
  }

  private static boolean holds(Condition condition, String value) {
    boolean isText = value.startsWith("\"");
    String text = isText ? unescape(value.substring(1, value.length() - 1)) : "";
    if (condition instanceof Condition.Exactly exactly) {
      return exactly.candidate().equals(value);
    }
    if (condition instanceof Condition.Prefix prefix) {
      return isText && text.startsWith(prefix.text());
    }
    if (condition instanceof Condition.Suffix suffix) {
      return isText && text.endsWith(suffix.text());
    }
    if (condition instanceof Condition.AnythingBut anythingBut) {
      return !anythingBut.candidates().contains(value);
    }
    if (condition instanceof Condition.AnythingButPrefix prefix) {
      return isText && !text.startsWith(prefix.text());
    }
    Condition.Numeric numeric = (Condition.Numeric) condition;
    return isNumber(value) && isWithin(numeric, Double.parseDouble(value));
  }

  private static String unescape(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  private static boolean isNumber(String value) {
    return value.charAt(0) == '-' || Character.isDigit(value.charAt(0));
  }

  private static boolean isWithin(Condition.Numeric numeric, double number) {
    Condition.Bound bottom = numeric.bottom();
    Condition.Bound top = numeric.top();
    return (bottom == null || isAbove(number, bottom)) && (top == null || isBelow(number, top));
  }

  private static boolean isAbove(double number, Condition.Bound bottom) {
    double end = Double.parseDouble(bottom.candidate());
    return bottom.open() ? number > end : number >= end;
  }

  private static boolean isBelow(double number, Condition.Bound top) {
    double end = Double.parseDouble(top.candidate());
    return top.open() ? number < end : number <= end;
  }
}
