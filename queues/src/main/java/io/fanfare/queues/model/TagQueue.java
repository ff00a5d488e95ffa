package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.Map;

/** Adds tags to a queue or overwrites them. */
public record TagQueue(String queueUrl, Map<String, String> tags) {

  public TagQueue {
    queueUrl = Required.text("QueueUrl", queueUrl);
    tags = Required.map("Tags", tags);
  }
}
