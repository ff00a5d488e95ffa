package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;

/**
 * Reads all attributes of a topic.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @see "SNS API Reference, GetTopicAttributes"
 */
public record GetTopicAttributes(String topicArn) {

  public GetTopicAttributes {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }

  /**
   * What AWS tells of a topic.
   *
   * @param attributes texts by AWS's names; counts are exact
   */
  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
