package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;

/**
 * Shows what is known of a subscription.
 *
 * @param subscriptionArn the subscription's ARN; {@code NotFound} if there is none
 * @see "SNS API Reference, GetSubscriptionAttributes"
 */
public record GetSubscriptionAttributes(String subscriptionArn) {

  public GetSubscriptionAttributes {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }

  /**
   * What AWS tells of a subscription.
   *
   * @param attributes texts by AWS's names: what was set, and what follows from that
   */
  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
