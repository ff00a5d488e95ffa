package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one message. */
public record SendMessage(
    String queueUrl,
    String messageBody,
    @Nullable Integer delaySeconds,
    Map<String, MessageAttribute> messageAttributes,
    Map<String, MessageAttribute> messageSystemAttributes,
    @Nullable String messageDeduplicationId,
    @Nullable String messageGroupId) {

  public SendMessage {
    queueUrl = Required.text("QueueUrl", queueUrl);
    messageBody = Required.text("MessageBody", messageBody);
    messageAttributes = Lists.orEmpty(messageAttributes);
    messageSystemAttributes = Lists.orEmpty(messageSystemAttributes);
  }

  /** A message of just a body. */
  public SendMessage(String queueUrl, String messageBody) {
    this(queueUrl, messageBody, null, Map.of(), Map.of(), null, null);
  }

  public record Result(
      String messageId,
      String md5OfMessageBody,
      @Nullable String md5OfMessageAttributes,
      @Nullable String md5OfMessageSystemAttributes,
      @Nullable String sequenceNumber) {}
}
