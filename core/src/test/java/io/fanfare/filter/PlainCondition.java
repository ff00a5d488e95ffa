package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The meaning of one element of a filter policy's array, spelt out slowly. */
final class PlainCondition {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private PlainCondition() {}

  static boolean holds(JsonNode condition, JsonNode value) {
    if (!condition.isObject()) {
      return isSame(condition, value);
    }
    String operator = condition.fieldNames().next();
    JsonNode operand = condition.get(operator);
    return switch (operator) {
      case "exists" -> true;
      case "numeric" -> value.isNumber() && isWithin(operand, value.decimalValue());
      case "cidr" -> value.isTextual() && isInBlock(operand.textValue(), value.textValue());
      case "anything-but" -> isAnythingBut(operand, value);
      default -> value.isTextual() && isLike(operator, operand.textValue(), value.textValue());
    };
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isNumber() || other.isNumber()) {
      return one.isNumber()
          && other.isNumber()
          && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }

  private static boolean isAnythingBut(JsonNode operand, JsonNode value) {
    if (operand.isObject()) {
      return value.isTextual() && !holds(operand, value);
    }
    return operand.isArray()
        ? StreamSupport.stream(operand.spliterator(), false).noneMatch(not -> isSame(not, value))
        : !isSame(operand, value);
  }

  private static boolean isLike(String operator, String pattern, String value) {
    return switch (operator) {
      case "prefix" -> value.startsWith(pattern);
      case "suffix" -> value.endsWith(pattern);
      case "equals-ignore-case" -> value.equalsIgnoreCase(pattern);
      case "wildcard" -> Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(value).matches();
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static String regex(String wildcard) {
    return Pattern.compile("\\\\.|\\*|[^\\\\*]")
        .matcher(wildcard)
        .results()
        .map(part -> part.group())
        .map(
            part ->
                part.equals("*")
                    ? ".*"
                    : Pattern.quote(part.startsWith("\\") ? part.substring(1) : part))
        .collect(Collectors.joining());
  }

  private static boolean isWithin(JsonNode terms, BigDecimal number) {
    for (int i = 0; i < terms.size(); i += 2) {
      int order = number.compareTo(terms.get(i + 1).decimalValue());
      boolean holds =
          switch (terms.get(i).textValue()) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInBlock(String block, String value) {
    String[] halves = block.split("/", -1);
    byte[] base = bytes(halves[0]);
    byte[] address = bytes(value);
    if (address.length == 0 || base.length != address.length) {
      return false;
    }
    int rest = base.length * 8 - Integer.parseInt(halves[1]);
    return new BigInteger(1, base)
        .shiftRight(rest)
        .equals(new BigInteger(1, address).shiftRight(rest));
  }

  private static byte[] bytes(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return new byte[0];
    }
    if (address.indexOf(':') < 0
        && (address.endsWith(".")
            || Arrays.stream(address.split("\\.")).filter(part -> !part.isEmpty()).count() != 4)) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
