package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A value that a filter policy compares, as one canonical text: strings stand in quotes, numbers
 * are spelt in one way only, so that two values are the same exactly when their texts are, and a
 * string is never a number.
 */
final class Candidate {

  private static final int REPLACEMENT = 0xFFFD;

  private Candidate() {}

  /** The value that {@code scalar} is, unless it is a number that is none here. */
  static Optional<String> of(JsonNode scalar) {
    return switch (scalar.getNodeType()) {
      case STRING -> Optional.of(ofText(scalar.textValue()));
      case NUMBER -> ofNumber(scalar.asText());
      case BOOLEAN -> Optional.of(scalar.booleanValue() ? "true" : "false");
      case NULL -> Optional.of("null");
      default -> Optional.empty();
    };
  }

  static String ofText(String text) {
    return "\"" + escape(text) + "\"";
  }

  /**
   * How {@code text} stands between the quotes: no quote within it is taken for one of them, and
   * halves of characters, which have no bytes, are all the same.
   */
  static String escape(String text) {
    String whole = text.chars().anyMatch(Candidate::isHalf) ? withoutHalves(text) : text;
    return whole.indexOf('"') < 0 && whole.indexOf('\\') < 0
        ? whole
        : whole.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static boolean isHalf(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static String withoutHalves(String text) {
    int[] whole = text.codePoints().map(c -> isHalf(c) ? REPLACEMENT : c).toArray();
    return new String(whole, 0, whole.length);
  }

  /** The text without upper and lower case: the same for all texts that are equal but for it. */
  static String fold(String text) {
    int[] folded =
        text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).toArray();
    return new String(folded, 0, folded.length);
  }

  static boolean isText(String candidate) {
    return candidate.charAt(0) == '"';
  }

  static boolean isNumber(String candidate) {
    char first = candidate.charAt(0);
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** The number that {@code text} spells, or nothing if it spells none or none that is one here. */
  static Optional<String> ofNumber(String text) {
    return Decimal.canonical(text);
  }
}
