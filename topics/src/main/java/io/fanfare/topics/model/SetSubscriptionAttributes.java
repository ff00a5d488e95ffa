package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** Sets one attribute of a subscription. */
public record SetSubscriptionAttributes(
    String subscriptionArn, @Nullable String attributeName, @Nullable String attributeValue) {

  public SetSubscriptionAttributes {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }
}
