package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes up to ten messages and hides them from others for their visibility timeout.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param attributeNames the older form of {@code messageSystemAttributeNames}; what either names is
 *     shown
 * @param messageSystemAttributeNames what to tell beside the content, such as {@code
 *     SentTimestamp}, or {@code All}; nothing if empty
 * @param messageAttributeNames which attributes of the sender's to return: names, beginnings such
 *     as {@code a.*}, or {@code All}; none if empty
 * @param maxNumberOfMessages how many at the most, in {@link Limits#RECEIVE_COUNT}; 1 by default
 * @param visibilityTimeout for how many seconds others do not see them, in {@link
 *     Limits#RECEIVE_VISIBILITY_TIMEOUT}; the queue's VisibilityTimeout by default
 * @param waitTimeSeconds for how many seconds to wait for the first, in {@link
 *     Limits#RECEIVE_WAIT_TIME}; the queue's ReceiveMessageWaitTimeSeconds by default
 * @param receiveRequestAttemptId 1 to 128 characters by which a FIFO queue knows a repetition
 *     within {@link Limits#DEDUPLICATION_SECONDS} and returns the same messages; none by default
 * @see "SQS API Reference, ReceiveMessage"
 */
public record ReceiveMessage(
    String queueUrl,
    List<String> attributeNames,
    List<String> messageSystemAttributeNames,
    List<String> messageAttributeNames,
    @Nullable Integer maxNumberOfMessages,
    @Nullable Integer visibilityTimeout,
    @Nullable Integer waitTimeSeconds,
    @Nullable String receiveRequestAttemptId) {

  public ReceiveMessage {
    queueUrl = QueueName.requiredUrl(queueUrl);
    attributeNames = Lists.orEmpty(attributeNames);
    messageSystemAttributeNames = Lists.orEmpty(messageSystemAttributeNames);
    messageAttributeNames = Lists.orEmpty(messageAttributeNames);
    Limits.RECEIVE_COUNT.check(maxNumberOfMessages);
    Limits.RECEIVE_VISIBILITY_TIMEOUT.check(visibilityTimeout);
    Limits.RECEIVE_WAIT_TIME.check(waitTimeSeconds);
  }

  /** Up to {@code maxNumberOfMessages} messages, waiting for the first as the queue says. */
  public ReceiveMessage(String queueUrl, int maxNumberOfMessages) {
    this(queueUrl, List.of(), List.of(), List.of(), maxNumberOfMessages, null, null, null);
  }

  /**
   * What was received.
   *
   * @param messages may be empty; in the order in which they are to be handled
   */
  public record Result(List<Message> messages) {

    public Result {
      messages = List.copyOf(messages);
    }
  }
}
