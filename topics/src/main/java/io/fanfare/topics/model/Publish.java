package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes one message to a topic. */
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

  public record Result(String messageId, @Nullable String sequenceNumber) {}
}
