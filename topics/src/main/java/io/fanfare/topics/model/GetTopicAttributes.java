package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;

/** Reads all attributes of a topic. */
public record GetTopicAttributes(String topicArn) {

  public GetTopicAttributes {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }

  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
