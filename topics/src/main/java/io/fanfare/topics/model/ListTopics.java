package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the caller's topics, a hundred a page. */
public record ListTopics(@Nullable String nextToken) {

  /** The first page. */
  public ListTopics() {
    this(null);
  }

  public record Result(List<TopicMember> topics, @Nullable String nextToken) {

    public Result {
      topics = List.copyOf(topics);
    }
  }

  /** A topic of the list. */
  public record TopicMember(String topicArn) {}
}
