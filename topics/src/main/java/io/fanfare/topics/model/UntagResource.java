package io.fanfare.topics.model;

import java.util.List;

/** Removes tags from a topic by their keys. */
public record UntagResource(String resourceArn, List<String> tagKeys) {

  public UntagResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    tagKeys = List.copyOf(RequiredMember.of("tagKeys", tagKeys));
  }

  public record Result() {}
}
