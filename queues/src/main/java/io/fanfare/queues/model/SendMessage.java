package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param messageBody 1 byte to the queue's MaximumMessageSize in UTF-8, with the attributes at most
 *     {@link Limits#MESSAGE_BYTES}; characters that XML does not have are refused with {@code
 *     InvalidMessageContents}
 * @param delaySeconds for how many seconds nobody receives it, in {@link Limits#DELAY}, or to the
 *     queue's MaximumDelaySeconds; the queue's DelaySeconds by default, and in a FIFO queue always
 * @param messageAttributes at most {@link Limits#MESSAGE_ATTRIBUTES} values by name; the name
 *     counts for the size
 * @param messageSystemAttributes {@code AWSTraceHeader} only; does not count for the size
 * @param messageDeduplicationId 1 to 128 characters by which a FIFO queue knows a repetition within
 *     {@link Limits#DEDUPLICATION_SECONDS}; the SHA-256 of the body by default if the queue has
 *     ContentBasedDeduplication. Standard queues refuse it with {@code InvalidParameterValue}
 * @param messageGroupId 1 to 128 characters; required by FIFO queues, which keep the order within
 *     it; in a standard queue the tenant whom it is for
 * @see "SQS API Reference, SendMessage"
 */
public record SendMessage(
    String queueUrl,
    String messageBody,
    @Nullable Integer delaySeconds,
    Map<String, MessageAttribute> messageAttributes,
    Map<String, MessageAttribute> messageSystemAttributes,
    @Nullable String messageDeduplicationId,
    @Nullable String messageGroupId) {

  public SendMessage {
    queueUrl = QueueName.requiredUrl(queueUrl);
    messageBody = Required.text("MessageBody", messageBody);
    messageAttributes = Lists.orEmpty(messageAttributes);
    messageSystemAttributes = Lists.orEmpty(messageSystemAttributes);
  }

  /** A message of just a body. */
  public SendMessage(String queueUrl, String messageBody) {
    this(queueUrl, messageBody, null, Map.of(), Map.of(), null, null);
  }

  /**
   * The message that was taken in, or for a repetition the one that was before.
   *
   * @param messageId a UUID
   * @param md5OfMessageBody 32 hexadecimal digits in lower case
   * @param md5OfMessageAttributes as AWS counts it; absent if there are none
   * @param md5OfMessageSystemAttributes as AWS counts it; absent if there are none
   * @param sequenceNumber 20 digits, rising in the queue; FIFO queues only
   */
  public record Result(
      String messageId,
      String md5OfMessageBody,
      @Nullable String md5OfMessageAttributes,
      @Nullable String md5OfMessageSystemAttributes,
      @Nullable String sequenceNumber) {}
}
