package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.List;

/** Lists the tags of a topic. */
public record ListTagsForResource(String resourceArn) {

  public ListTagsForResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
  }

  public record Result(List<Tag> tags) {

    public Result {
      tags = Lists.orEmpty(tags);
    }
  }
}
