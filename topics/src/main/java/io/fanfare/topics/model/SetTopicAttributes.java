package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/**
 * Sets one attribute of a topic; no value is an empty one.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param attributeName one of {@link TopicAttribute#all} that may be set; others are refused with
 *     {@code InvalidParameter}
 * @param attributeValue as {@link TopicAttribute} declares its values
 * @see "SNS API Reference, SetTopicAttributes"
 */
public record SetTopicAttributes(
    String topicArn, String attributeName, @Nullable String attributeValue) {

  public SetTopicAttributes {
    topicArn = TopicArn.check("TopicArn", topicArn);
    attributeName = RequiredMember.of("attributeName", attributeName);
  }
}
