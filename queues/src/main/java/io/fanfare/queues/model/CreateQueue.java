package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.Required;
import io.fanfare.core.WireName;
import java.util.Map;

/** Creates a queue, or finds the one that already has the name and these attributes. */
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

  public record Result(String queueUrl) {}
}
