package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;

/**
 * Removes tags from a queue.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param tagKeys which tags go; at least one, and unknown ones do not matter
 * @see "SQS API Reference, UntagQueue"
 */
public record UntagQueue(String queueUrl, List<String> tagKeys) {

  public UntagQueue {
    queueUrl = QueueName.requiredUrl(queueUrl);
    tagKeys = Required.elements("TagKeys", tagKeys);
  }
}
