package io.fanfare.topics.notification;

import io.fanfare.core.MessageAttribute;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a message is a dead letter, as attributes: those of the dead letters of AWS's functions. */
public final class DeadLetterReason {

  private static final int MOST_CHARACTERS = 1_024;

  private DeadLetterReason() {}

  /** {@code ErrorCode}, a number, and {@code ErrorMessage}, cut to 1,024 characters. */
  public static Map<String, MessageAttribute> of(int code, String sentence) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("ErrorCode", MessageAttribute.number(Integer.toString(code)));
    attributes.put(
        "ErrorMessage",
        MessageAttribute.string(
            sentence.substring(0, Math.min(sentence.length(), MOST_CHARACTERS))));
    return attributes;
  }

  /** As the other, and {@code RequestID}: the id of the attempt. */
  public static Map<String, MessageAttribute> of(int code, String sentence, String requestId) {
    Map<String, MessageAttribute> attributes = of(code, sentence);
    attributes.put("RequestID", MessageAttribute.string(requestId));
    return attributes;
  }
}
