package io.fanfare.topics.model;

import java.util.List;

/** Adds tags to a topic or overwrites them. */
public record TagResource(String resourceArn, List<Tag> tags) {

  public TagResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    tags = List.copyOf(RequiredMember.of("tags", tags));
  }

  public record Result() {}
}
