package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;

/** Shows what is known of a subscription. */
public record GetSubscriptionAttributes(String subscriptionArn) {

  public GetSubscriptionAttributes {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }

  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
