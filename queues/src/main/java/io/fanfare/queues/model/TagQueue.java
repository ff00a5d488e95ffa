package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.Map;

/**
 * Adds tags to a queue or overwrites them.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param tags values of 0 to {@link Limits#TAG_VALUE_LENGTH} characters by key of 1 to {@link
 *     Limits#TAG_KEY_LENGTH}; at least one, and at most {@link Limits#TAGS} in the queue
 * @see "SQS API Reference, TagQueue"
 */
public record TagQueue(String queueUrl, Map<String, String> tags) {

  public TagQueue {
    queueUrl = QueueName.requiredUrl(queueUrl);
    tags = Required.map("Tags", tags);
  }
}
