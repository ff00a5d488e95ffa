package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.Required;
import io.fanfare.core.WireName;
import java.util.Map;

/**
 * Creates a queue, or finds the one that already has the name and these attributes.
 *
 * @param queueName 1 to 80 of {@code A-Za-z0-9_-}; that of a FIFO queue ends with {@code .fifo},
 *     which counts. Others are refused with {@code InvalidParameterValue}
 * @param attributes values by name, as {@link QueueAttribute} declares them with range and default;
 *     if the queue exists, one that differs is refused with {@code QueueAlreadyExists}
 * @param tags at most {@link Limits#TAGS} values by key; none by default
 * @see "SQS API Reference, CreateQueue"
 */
public record CreateQueue(
    String queueName, Map<String, String> attributes, @WireName("tags") Map<String, String> tags) {

  public CreateQueue {
    queueName = Required.value("QueueName", queueName);
    attributes = Lists.orEmpty(attributes);
    tags = Lists.orEmpty(tags);
  }

  /** A queue with the default of every attribute. */
  public CreateQueue(String queueName) {
    this(queueName, Map.of(), Map.of());
  }

  /**
   * The queue that was made or found.
   *
   * @param queueUrl where the caller reaches it
   */
  public record Result(String queueUrl) {}
}
