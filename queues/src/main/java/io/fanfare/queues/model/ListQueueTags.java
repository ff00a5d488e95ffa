package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import java.util.Map;

/**
 * Reads the tags of a queue.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @see "SQS API Reference, ListQueueTags"
 */
public record ListQueueTags(String queueUrl) {

  public ListQueueTags {
    queueUrl = QueueName.requiredUrl(queueUrl);
  }

  /**
   * What the queue is tagged with.
   *
   * @param tags values by key; may be empty
   */
  public record Result(Map<String, String> tags) {

    public Result {
      tags = Lists.orEmpty(tags);
    }
  }
}
