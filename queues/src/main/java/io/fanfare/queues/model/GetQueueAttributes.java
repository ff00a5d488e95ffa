package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;

/**
 * Reads attributes of a queue by name; {@code All} names every one.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param attributeNames which of {@link QueueAttribute#all}, or {@code All}; none if empty. An
 *     unknown one is refused with {@code InvalidAttributeName}
 * @see "SQS API Reference, GetQueueAttributes"
 */
public record GetQueueAttributes(String queueUrl, List<String> attributeNames) {

  public GetQueueAttributes {
    queueUrl = QueueName.requiredUrl(queueUrl);
    attributeNames = Lists.orEmpty(attributeNames);
  }

  /**
   * What was asked for, where it has a value.
   *
   * @param attributes texts by AWS's names; those that are not set and have no default are left out
   */
  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
