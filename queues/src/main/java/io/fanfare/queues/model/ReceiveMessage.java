package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes up to ten messages and hides them from others for their visibility timeout. */
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
    queueUrl = Required.text("QueueUrl", queueUrl);
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

  public record Result(List<Message> messages) {

    public Result {
      messages = List.copyOf(messages);
    }
  }
}
