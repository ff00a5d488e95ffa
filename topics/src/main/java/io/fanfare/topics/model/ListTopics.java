package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the caller's topics, a hundred a page.
 *
 * @param nextToken what the page before answered with; the first page by default. {@code
 *     InvalidParameter} if it is none
 * @see "SNS API Reference, ListTopics"
 */
public record ListTopics(@Nullable String nextToken) {

  /** The first page. */
  public ListTopics() {
    this(null);
  }

  /**
   * A page of the caller's topics in its region.
   *
   * @param topics at most {@link Limits#PAGE}; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<TopicMember> topics, @Nullable String nextToken) {

    public Result {
      topics = List.copyOf(topics);
    }
  }

  /**
   * A topic of the list.
   *
   * @param topicArn by which all other actions name it
   */
  public record TopicMember(String topicArn) {}
}
