package io.fanfare.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed name-value pair's value, as a message carries it beside its body. What is missing or does
 * not fit together is refused by the rules of the service it is sent to, each with its own words.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional suffix after a
 *     dot
 * @param stringValue the value of the types that are text; a number is kept as the text it came as
 * @param binaryValue the value of the binary types
 * @param stringListValues reserved by AWS and not supported by either service
 * @param binaryListValues reserved by AWS and not supported by either service
 */
public record MessageAttribute(
    @Nullable String dataType,
    @Nullable String stringValue,
    @Nullable Bytes binaryValue,
    List<String> stringListValues,
    List<Bytes> binaryListValues) {

  public MessageAttribute {
    stringListValues = Lists.orEmpty(stringListValues);
    binaryListValues = Lists.orEmpty(binaryListValues);
  }

  public static MessageAttribute string(String value) {
    return ofText("String", value);
  }

  public static MessageAttribute number(String value) {
    return ofText("Number", value);
  }

  public static MessageAttribute binary(Bytes value) {
    return ofBytes("Binary", value);
  }

  /** A value held as text, of the full type given. */
  public static MessageAttribute ofText(String dataType, String value) {
    return new MessageAttribute(dataType, value, null, List.of(), List.of());
  }

  /** A value held as bytes, of the full type given. */
  public static MessageAttribute ofBytes(String dataType, Bytes value) {
    return new MessageAttribute(dataType, null, value, List.of(), List.of());
  }

  /** How many bytes the type and the value count towards the size of a message. */
  public int size() {
    return utf8Length(dataType)
        + utf8Length(stringValue)
        + (binaryValue == null ? 0 : binaryValue.length());
  }

  private static int utf8Length(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
