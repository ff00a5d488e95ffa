package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.Required;
import java.util.Map;

/** Reads the tags of a queue. */
public record ListQueueTags(String queueUrl) {

  public ListQueueTags {
    queueUrl = Required.text("QueueUrl", queueUrl);
  }

  public record Result(Map<String, String> tags) {

    public Result {
      tags = Lists.orEmpty(tags);
    }
  }
}
