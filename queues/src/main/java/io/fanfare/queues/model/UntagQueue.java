package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;

/** Removes tags from a queue. */
public record UntagQueue(String queueUrl, List<String> tagKeys) {

  public UntagQueue {
    queueUrl = Required.text("QueueUrl", queueUrl);
    tagKeys = Required.elements("TagKeys", tagKeys);
  }
}
