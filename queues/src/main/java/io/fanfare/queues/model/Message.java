package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as a receiver gets it. */
public record Message(
    String messageId,
    String receiptHandle,
    String md5OfBody,
    String body,
    Map<String, String> attributes,
    @Nullable String md5OfMessageAttributes,
    Map<String, MessageAttribute> messageAttributes) {

  public Message {
    attributes = Lists.orEmpty(attributes);
    messageAttributes = Lists.orEmpty(messageAttributes);
  }
}
