package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.Map;

/**
 * Changes attributes of a queue: all of those given, or none.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param attributes values by name, as {@link QueueAttribute} declares them; at least one. An
 *     unknown or computed one is refused with {@code InvalidAttributeName}, a value out of its
 *     range with {@code InvalidAttributeValue}
 * @see "SQS API Reference, SetQueueAttributes"
 */
public record SetQueueAttributes(String queueUrl, Map<String, String> attributes) {

  public SetQueueAttributes {
    queueUrl = QueueName.requiredUrl(queueUrl);
    attributes = Required.map("Attribute.Name", attributes);
  }
}
