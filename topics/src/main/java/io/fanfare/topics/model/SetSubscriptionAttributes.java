package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/**
 * Sets one attribute of a subscription.
 *
 * @param subscriptionArn the subscription's ARN; {@code NotFound} if there is none
 * @param attributeName one of {@link SubscriptionAttribute#all}; others are refused with {@code
 *     InvalidParameter}
 * @param attributeValue as {@link SubscriptionAttribute} declares its values; empty unsets it
 * @see "SNS API Reference, SetSubscriptionAttributes"
 */
public record SetSubscriptionAttributes(
    String subscriptionArn, @Nullable String attributeName, @Nullable String attributeValue) {

  public SetSubscriptionAttributes {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }
}
