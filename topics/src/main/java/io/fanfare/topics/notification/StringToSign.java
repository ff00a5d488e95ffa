package io.fanfare.topics.notification;

import java.util.List;
import java.util.Map;

/** What the signature of a message covers: some of its keys with their values, a line each. */
public final class StringToSign {

  /** In the order of the lines. A message has some of them, depending on its type. */
  private static final List<String> KEYS =
      List.of(
          "Message",
          "MessageId",
          "Subject",
          "SubscribeURL",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type");

  private StringToSign() {}

  /** What is to be signed of {@code message}, whose values are not escaped. */
  public static String of(Map<String, String> message) {
    StringBuilder lines = new StringBuilder();
    for (String key : KEYS) {
      String value = message.get(key);
      if (value != null) {
        lines.append(key).append('\n').append(value).append('\n');
      }
    }
    return lines.toString();
  }
}
