package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one message to a topic.
 *
 * @param topicArn the topic's ARN; one of this, {@code targetArn} and {@code phoneNumber} is
 *     required. {@code NotFound} if there is none
 * @param targetArn the ARN of a topic or of a device's endpoint; of the latter {@code
 *     InvalidParameter} if there is none, {@code EndpointDisabled} or {@code
 *     PlatformApplicationDisabled} if it wants nothing
 * @param phoneNumber a plus sign and digits; the message is taken and goes nowhere
 * @param message at least 1 byte in UTF-8, with the attributes at most the topic's
 *     MaximumMessageSize, which is {@link Limits#MESSAGE_BYTES} by default
 * @param subject 1 to {@link Limits#SUBJECT_LENGTH} characters without line breaks; none by default
 * @param messageStructure {@code json} if the message is an object with a text for each protocol
 *     and {@code default}; one text for all by default. To a device, the text for its platform is
 *     enough
 * @param messageAttributes values by name of less than {@link Limits#ATTRIBUTE_NAME_BYTES} bytes,
 *     to filter by and to deliver
 * @param messageDeduplicationId 1 to 128 characters by which a FIFO topic knows a repetition within
 *     {@link Limits#DEDUPLICATION_SECONDS}; the SHA-256 of the message by default if the topic has
 *     ContentBasedDeduplication
 * @param messageGroupId 1 to 128 characters; required by FIFO topics, which keep the order within
 *     it; others pass it on to standard queues
 * @see "SNS API Reference, Publish"
 */
public record Publish(
    @Nullable String topicArn,
    @Nullable String targetArn,
    @Nullable String phoneNumber,
    @Nullable String message,
    @Nullable String subject,
    @Nullable String messageStructure,
    Map<String, MessageAttribute> messageAttributes,
    @Nullable String messageDeduplicationId,
    @Nullable String messageGroupId) {

  public Publish {
    messageAttributes = Lists.orEmpty(messageAttributes);
  }

  /** A message with attributes to filter by. */
  public Publish(String topicArn, String message, Map<String, MessageAttribute> messageAttributes) {
    this(topicArn, null, null, message, null, null, messageAttributes, null, null);
  }

  /**
   * The message that was taken in, or for a repetition the one that was before.
   *
   * @param messageId a UUID; copies in queues have ids of their own
   * @param sequenceNumber 20 digits, rising in the topic; FIFO topics only
   */
  public record Result(String messageId, @Nullable String sequenceNumber) {}
}
