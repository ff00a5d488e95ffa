package io.fanfare.topics.model;

/**
 * Ends a subscription.
 *
 * @param subscriptionArn whose; if there is none, nothing happens. One that is still to be
 *     confirmed is refused with {@code InvalidParameter}
 * @see "SNS API Reference, Unsubscribe"
 */
public record Unsubscribe(String subscriptionArn) {

  public Unsubscribe {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }
}
