package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.Required;
import java.util.List;
import java.util.Map;

/** Reads attributes of a queue by name; {@code All} names every one. */
public record GetQueueAttributes(String queueUrl, List<String> attributeNames) {

  public GetQueueAttributes {
    queueUrl = Required.text("QueueUrl", queueUrl);
    attributeNames = Lists.orEmpty(attributeNames);
  }

  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
