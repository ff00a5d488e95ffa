package io.fanfare.topics.model;

/** Ends a subscription. */
public record Unsubscribe(String subscriptionArn) {

  public Unsubscribe {
    subscriptionArn = TopicArn.check("SubscriptionArn", subscriptionArn);
  }
}
