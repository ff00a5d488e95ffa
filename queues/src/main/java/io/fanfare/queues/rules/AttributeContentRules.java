package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.UNSUPPORTED_OPERATION;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Limits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the attributes of a message may be called and hold, with AWS's refusals. */
final class AttributeContentRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-\u00C0-\u024F]+");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..*)?");
  private static final int NUMBER_DIGITS = 38;
  private static final int LONGEST_NUMBER = 512;
  private static final int LEAST_EXPONENT = -128;
  private static final int GREATEST_EXPONENT = 126;

  private AttributeContentRules() {}

  static void check(Map<String, MessageAttribute> attributes) {
    if (attributes.size() > Limits.MESSAGE_ATTRIBUTES) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Number of message attributes [%d] exceeds the allowed maximum [%d].",
          attributes.size(), Limits.MESSAGE_ATTRIBUTES);
    }
    attributes.forEach(
        (name, attribute) -> {
          checkName(name);
          checkValue(name, checkType(name, attribute.dataType()), attribute);
        });
  }

  static void checkSystem(Map<String, MessageAttribute> attributes) {
    attributes.forEach(
        (name, attribute) -> {
          if (!name.equals("AWSTraceHeader")) {
            throw refuse("Message system attribute name '%s' is invalid.", name);
          }
          if (!checkType(name, attribute.dataType()).equals("String")) {
            throw refuse("The type of message (system) attribute '%s' must be String.", name);
          }
          checkValue(name, "String", attribute);
        });
  }

  private static void checkName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw refuse("The request must contain non-empty message (user) attribute names.");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > Limits.ATTRIBUTE_NAME_BYTES) {
      throw refuse("Message (user) attribute name must be shorter than 256 bytes.");
    }
    if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
      throw refuse(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings"
              + " are reserved for internal use.");
    }
    if (name.startsWith(".")) {
      throw refuse("Message (user) attribute name must not begin with character '.'.");
    }
    if (name.endsWith(".")) {
      throw refuse("Message (user) attribute name must not end with character '.'.");
    }
    if (name.contains("..")) {
      throw refuse("Message (user) attribute name must not have successive '.' characters.");
    }
    if (!NAME.matcher(name).matches()) {
      throw refuse("Invalid character found in message (user) attribute name '%s'.", name);
    }
  }

  private static String checkType(String name, @Nullable String type) {
    if (type == null || type.isEmpty()) {
      throw refuse(
          "The message (user) attribute '%s' must contain a non-empty message attribute type.",
          name);
    }
    if (!TYPE.matcher(type).matches()) {
      throw refuse(
          "The type of message (user) attribute '%s' is invalid. You must use only the following"
              + " supported type prefixes: Binary, Number, String.",
          name);
    }
    if (type.getBytes(StandardCharsets.UTF_8).length > Limits.ATTRIBUTE_NAME_BYTES) {
      throw refuse("Message (user) attribute type must be shorter than 256 bytes.");
    }
    return type;
  }

  private static void checkValue(String name, String type, MessageAttribute attribute) {
    if (!attribute.stringListValues().isEmpty() || !attribute.binaryListValues().isEmpty()) {
      throw UNSUPPORTED_OPERATION.refuse(
          "Message attribute list values in SendMessage operation are not supported.");
    }
    String text = attribute.stringValue();
    Bytes binary = attribute.binaryValue();
    if (text == null && binary == null) {
      throw refuse(
          "The message (user) attribute '%s' must contain a non-empty message attribute value.",
          name);
    }
    if (text != null && binary != null) {
      throw refuse("Message (user) attribute '%s' must have a single value.", name);
    }
    boolean isBinary = type.startsWith("Binary");
    if (isBinary ? binary == null : text == null) {
      throw refuse(
          "Message (user) attribute '%s' with type '%s' must use field '%s'.",
          name, type, isBinary ? "Binary" : "String");
    }
    if (text != null ? text.isEmpty() : binary != null && binary.length() == 0) {
      throw refuse(
          "Message (user) attribute '%s' must contain a non-empty value of type '%s'.", name, type);
    }
    if (text != null) {
      checkText(name, type, text);
    }
  }

  private static void checkText(String name, String type, String text) {
    if (!MessageRules.isLegalText(text)) {
      throw refuse(MessageRules.illegalCharacters());
    }
    if (type.startsWith("Number") && !isNumber(text)) {
      throw refuse("Can't cast the value of message (user) attribute '%s' to a number.", name);
    }
  }

  private static boolean isNumber(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return false;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (number.signum() == 0) {
        return true;
      }
      long exponent = (long) number.precision() - number.scale() - 1;
      return exponent >= LEAST_EXPONENT
          && exponent <= GREATEST_EXPONENT
          && number.stripTrailingZeros().precision() <= NUMBER_DIGITS;
    } catch (NumberFormatException notOne) {
      return false;
    }
  }

  private static RuntimeException refuse(String sentence, Object... arguments) {
    return INVALID_PARAMETER_VALUE.refuse(sentence, arguments);
  }
}
