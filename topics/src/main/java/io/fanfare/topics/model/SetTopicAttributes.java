package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** Sets one attribute of a topic; no value is an empty one. */
public record SetTopicAttributes(
    String topicArn, String attributeName, @Nullable String attributeValue) {

  public SetTopicAttributes {
    topicArn = TopicArn.check("TopicArn", topicArn);
    attributeName = RequiredMember.of("attributeName", attributeName);
  }
}
