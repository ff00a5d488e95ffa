package io.fanfare.topics.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that a filter policy compares, as one canonical text: strings stand in quotes, numbers
 * are spelt in one way only, so that two values are the same exactly when their texts are, and a
 * string is never a number.
 *
 * <p>A number is the double nearest to what was written. That covers the range that AWS documents
 * (10^9 with five decimals) with room to spare.
 */
final class Candidate {

  static final String TRUE = "true";
  static final String FALSE = "false";
  static final String NULL = "null";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final int NUMBER_LENGTH = 1_000;

  private Candidate() {}

  static String ofText(String text) {
    return "\"" + escape(text) + "\"";
  }

  /** How {@code text} stands between the quotes; so no quote within it is taken for one of them. */
  static String escape(String text) {
    return text.indexOf('"') < 0 && text.indexOf('\\') < 0
        ? text
        : text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  static boolean isText(String candidate) {
    return candidate.charAt(0) == '"';
  }

  static boolean isNumber(String candidate) {
    char first = candidate.charAt(0);
    return first == '-' || (first >= '0' && first <= '9');
  }

  static String ofFlag(boolean flag) {
    return flag ? TRUE : FALSE;
  }

  /** The number that {@code text} spells, or nothing if it spells none or none that is finite. */
  static Optional<String> ofNumber(String text) {
    if (text.length() > NUMBER_LENGTH || !NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(text);
    if (Math.abs(number) >= Double.MAX_VALUE) {
      return Optional.empty();
    }
    // The sum turns a negative zero into the positive one.
    return Optional.of(Double.toString(number + 0.0));
  }
}
