package io.fanfare.topics.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the subscriptions of a topic, a hundred a page.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param nextToken what the page before answered with; the first page by default. {@code
 *     InvalidParameter} if it is none
 * @see "SNS API Reference, ListSubscriptionsByTopic"
 */
public record ListSubscriptionsByTopic(String topicArn, @Nullable String nextToken) {

  public ListSubscriptionsByTopic {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }

  /** The first page. */
  public ListSubscriptionsByTopic(String topicArn) {
    this(topicArn, null);
  }

  /**
   * A page of subscriptions.
   *
   * @param subscriptions at most {@link Limits#PAGE}; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<Subscription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }
}
