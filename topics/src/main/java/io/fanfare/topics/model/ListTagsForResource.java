package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.List;

/**
 * Lists the tags of a topic.
 *
 * @param resourceArn the topic's ARN; {@code ResourceNotFound} if there is none
 * @see "SNS API Reference, ListTagsForResource"
 */
public record ListTagsForResource(String resourceArn) {

  public ListTagsForResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
  }

  /**
   * What the topic is tagged with.
   *
   * @param tags in no order; may be empty
   */
  public record Result(List<Tag> tags) {

    public Result {
      tags = Lists.orEmpty(tags);
    }
  }
}
