package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as a receiver gets it.
 *
 * @param messageId a UUID, the same at each receive
 * @param receiptHandle by what this receive deletes the message or changes its visibility; another
 *     at each receive
 * @param md5OfBody 32 hexadecimal digits in lower case
 * @param body what was sent, unchanged
 * @param attributes system attributes that were asked for, by AWS's names; times are milliseconds
 *     since 1970
 * @param md5OfMessageAttributes of those attributes that are returned, as AWS counts it; absent if
 *     there are none
 * @param messageAttributes those of the sender's that were asked for, by name
 */
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
