package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.INVALID_MESSAGE_CONTENTS;

import io.fanfare.core.BrokerException;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Required;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.SendMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a message may consist of, with AWS's refusals of everything else. */
public final class MessageRules {

  private static final String ILLEGAL_CHARACTERS =
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
          + " #xE000 to #xFFFD | #x10000 to #x10FFFF";

  private MessageRules() {}

  /**
   * Refuses {@code message}, whose body in UTF-8 is {@code body}, if it is not one for a queue of
   * these settings.
   */
  public static void check(SendMessage message, byte[] body, QueueSettings settings) {
    checkGroup(message, settings);
    checkText(message, body);
    Limits.DELAY.upTo(settings.maximumDelaySeconds()).check(message.delaySeconds());
    checkIds(message);
    checkKind(message, settings);
    checkAttributes(message);
  }

  /** Refuses what no queue takes, whatever its settings. */
  public static void checkForAny(SendMessage message, byte[] body) {
    checkText(message, body);
    checkIds(message);
    checkAttributes(message);
  }

  /** Refuses what is none for a queue of these settings, though others may take it. */
  public static void checkFor(SendMessage message, QueueSettings settings) {
    checkGroup(message, settings);
    checkKind(message, settings);
  }

  private static void checkGroup(SendMessage message, QueueSettings settings) {
    if (settings.isFifo()) {
      Required.value("MessageGroupId", message.messageGroupId());
    }
  }

  private static void checkText(SendMessage message, byte[] body) {
    if (!isPlain(body) && !isLegalText(message.messageBody())) {
      throw INVALID_MESSAGE_CONTENTS.refuse(ILLEGAL_CHARACTERS);
    }
  }

  private static void checkIds(SendMessage message) {
    IdRules.check("MessageGroupId", message.messageGroupId());
    IdRules.check("MessageDeduplicationId", message.messageDeduplicationId());
  }

  private static void checkAttributes(SendMessage message) {
    AttributeContentRules.check(message.messageAttributes());
    AttributeContentRules.checkSystem(message.messageSystemAttributes());
  }

  private static void checkKind(SendMessage message, QueueSettings settings) {
    if (settings.fifo().isPresent()) {
      checkFifo(message, settings.fifo().get());
    } else {
      checkStandard(message);
    }
  }

  /** The refusal of a message of which a FIFO queue could not tell whether it is a duplicate. */
  public static BrokerException withoutDeduplicationId() {
    return INVALID_PARAMETER_VALUE.refuse(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly");
  }

  private static void checkFifo(SendMessage message, QueueSettings.Fifo fifo) {
    Integer delay = message.delaySeconds();
    if (delay != null && delay > 0) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Value %d for parameter DelaySeconds is invalid. Reason: The request include parameter"
              + " that is not valid for this queue type.",
          delay);
    }
    if (message.messageDeduplicationId() == null && !fifo.byContent()) {
      throw withoutDeduplicationId();
    }
  }

  private static void checkStandard(SendMessage message) {
    String deduplicationId = message.messageDeduplicationId();
    if (deduplicationId != null) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Value %s for parameter MessageDeduplicationId is invalid. Reason: The request includes a"
              + " parameter that is not valid for this queue type.",
          deduplicationId);
    }
  }

  /** How many bytes {@code attributes} count towards the size of a message. */
  public static int size(Map<String, MessageAttribute> attributes) {
    int bytes = 0;
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      bytes +=
          attribute.getKey().getBytes(StandardCharsets.UTF_8).length + attribute.getValue().size();
    }
    return bytes;
  }

  /** How many bytes a message of {@code body} counts towards the size of a batch. */
  static int size(String body, Map<String, MessageAttribute> attributes) {
    return Math.min(
        Limits.MESSAGE_BYTES * 8, body.getBytes(StandardCharsets.UTF_8).length + size(attributes));
  }

  /** The refusal of text that AWS does not store. */
  static String illegalCharacters() {
    return ILLEGAL_CHARACTERS;
  }

  /** Whether {@code utf8} is surely nothing but the ASCII that AWS stores, as most bodies are. */
  private static boolean isPlain(byte[] utf8) {
    for (byte b : utf8) {
      // A question mark may stand for half a surrogate pair, which has no encoding.
      if (b == '?' || (b < ' ' && b != '\n' && b != '\t' && b != '\r')) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} consists of characters that AWS stores. */
  static boolean isLegalText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (!isLegal(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLegal(char c) {
    return c >= 0x20
        ? c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c <= 0xFFFD)
        : c == '\t' || c == '\n' || c == '\r';
  }
}
