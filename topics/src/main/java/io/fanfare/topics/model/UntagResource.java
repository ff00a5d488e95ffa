package io.fanfare.topics.model;

import java.util.List;

/**
 * Removes tags from a topic by their keys.
 *
 * @param resourceArn the topic's ARN; {@code ResourceNotFound} if there is none
 * @param tagKeys which tags go; unknown ones do not matter
 * @see "SNS API Reference, UntagResource"
 */
public record UntagResource(String resourceArn, List<String> tagKeys) {

  public UntagResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    tagKeys = List.copyOf(RequiredMember.of("tagKeys", tagKeys));
  }

  /** Nothing; AWS has an answer of its own for it. */
  public record Result() {}
}
