package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the subscriptions of a topic, a hundred a page. */
public record ListSubscriptionsByTopic(String topicArn, @Nullable String nextToken) {

  public ListSubscriptionsByTopic {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }

  /** The first page. */
  public ListSubscriptionsByTopic(String topicArn) {
    this(topicArn, null);
  }

  public record Result(List<Subscription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }
}
