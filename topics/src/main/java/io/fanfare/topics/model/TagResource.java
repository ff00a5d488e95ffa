package io.fanfare.topics.model;

import java.util.List;

/**
 * Adds tags to a topic or overwrites them.
 *
 * @param resourceArn the topic's ARN; {@code ResourceNotFound} if there is none
 * @param tags those to add or overwrite; {@code TagLimitExceeded} if the topic then has more than
 *     {@link Limits#TAGS}
 * @see "SNS API Reference, TagResource"
 */
public record TagResource(String resourceArn, List<Tag> tags) {

  public TagResource {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    tags = List.copyOf(RequiredMember.of("tags", tags));
  }

  /** Nothing; AWS has an answer of its own for it. */
  public record Result() {}
}
