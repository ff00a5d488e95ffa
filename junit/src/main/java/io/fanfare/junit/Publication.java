package io.fanfare.junit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody published to a topic or sent to a queue, and that was acknowledged.
 *
 * @param destination the ARN of the queue, the topic or the device's endpoint; or a phone number
 * @param messageId as the sender was told
 * @param body the message
 * @param subject what its publisher called it; topics only
 * @param attributes values by name; binary ones in Base64
 * @param group the message group
 * @param deduplicationId by what a FIFO queue or topic knows a repetition
 * @param sequenceNumber as the sender was told; FIFO queues and topics only
 */
public record Publication(
    String destination,
    String messageId,
    String body,
    @Nullable String subject,
    Map<String, String> attributes,
    @Nullable String group,
    @Nullable String deduplicationId,
    @Nullable String sequenceNumber) {

  public Publication {
    attributes = Map.copyOf(attributes);
  }

  /** The last part of the ARN: the name of the queue or of the topic. */
  public String name() {
    return destination.substring(destination.lastIndexOf(':') + 1);
  }

  boolean isTo(String nameOrArn) {
    return nameOrArn.equals(destination) || nameOrArn.equals(name());
  }
}
