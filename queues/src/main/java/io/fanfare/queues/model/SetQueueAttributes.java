package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.Map;

/** Changes attributes of a queue: all of those given, or none. */
public record SetQueueAttributes(String queueUrl, Map<String, String> attributes) {

  public SetQueueAttributes {
    queueUrl = Required.text("QueueUrl", queueUrl);
    attributes = Required.map("Attribute.Name", attributes);
  }
}
