package io.fanfare.topics.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.TopicError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a message's attributes may be, with AWS's refusals of everything else. */
final class MessageAttributeRules {

  private static final Pattern TYPE = Pattern.compile("(?:String|Number|Binary)(?:\\..+)?");
  private static final String BINARY = "Binary";

  private MessageAttributeRules() {}

  static void check(String path, Map<String, MessageAttribute> attributes) {
    attributes.forEach(
        (name, attribute) -> {
          checkName(name);
          String type = attribute.dataType();
          if (type == null) {
            throw Refusals.missing(path + "messageAttributes." + name + ".member.dataType");
          }
          if (!TYPE.matcher(type).matches()) {
            throw refusal(
                "The message attribute '%s' has an invalid message attribute type, the set of"
                    + " supported type prefixes is Binary, Number, and String.",
                name);
          }
          checkValue(name, type, attribute);
        });
  }

  private static void checkName(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length >= Limits.ATTRIBUTE_NAME_BYTES) {
      throw refusal("Length of message attribute name must be less than 256 bytes.");
    }
    name.codePoints()
        .filter(c -> !isLegal(c))
        .findFirst()
        .ifPresent(
            offender -> {
              throw refusal(
                  "Invalid non-alphanumeric character '#x%s' was found in the message attribute"
                      + " name. Can only include alphanumeric characters, hyphens, underscores, or"
                      + " dots.",
                  Integer.toHexString(offender).toUpperCase(Locale.ROOT));
            });
    if (name.startsWith(".")) {
      throw refusal("Invalid message attribute name starting with character '.' was found.");
    }
    if (name.endsWith(".")) {
      throw refusal("Invalid message attribute name ending with character '.' was found.");
    }
    if (name.contains("..")) {
      throw refusal("Message attribute name can not have successive '.' character.");
    }
  }

  private static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static void checkValue(String name, String type, MessageAttribute attribute) {
    String text = attribute.stringValue();
    Bytes bytes = attribute.binaryValue();
    boolean hasText = text != null && !text.isEmpty();
    boolean hasBytes = bytes != null && bytes.length() > 0;
    if (!hasText && !hasBytes) {
      throw refusal(
          "The message attribute '%s' must contain non-empty message attribute value for message"
              + " attribute type '%s'.",
          name, type);
    }
    boolean binary = type.startsWith(BINARY);
    if (binary ? !hasBytes || text != null : !hasText || bytes != null) {
      throw refusal(
          "The message attribute '%s' with type '%s' must use field '%s'.",
          name, type, binary ? BINARY : "String");
    }
  }

  private static BrokerException refusal(String sentence, Object... arguments) {
    return TopicError.PARAMETER_VALUE_INVALID.refuse(sentence, arguments);
  }
}
