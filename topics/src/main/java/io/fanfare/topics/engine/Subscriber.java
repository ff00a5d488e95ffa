package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.topics.model.SubscriptionAttribute;

/** A subscription at work: what it wants, and how it wants it. Equal to itself only. */
public final class Subscriber {

  private final SubscriptionRecord subscription;
  private final FilterPolicy policy;
  private final boolean raw;
  private final Arn queue;
  private boolean ended;

  /** The subscriber of a subscription whose attributes and endpoint have been checked. */
  Subscriber(SubscriptionRecord subscription) {
    this.subscription = subscription;
    policy =
        FilterPolicy.parse("", subscription.attributes().get(SubscriptionAttribute.FILTER_POLICY));
    raw = subscription.attributes().get(SubscriptionAttribute.RAW_MESSAGE_DELIVERY);
    queue = Arn.parse(subscription.target().endpoint()).orElseThrow();
  }

  /** The ARN of the subscription. */
  public String arn() {
    return subscription.arn();
  }

  /** The queue that it delivers to. */
  public Arn queue() {
    return queue;
  }

  SubscriptionRecord subscription() {
    return subscription;
  }

  FilterPolicy policy() {
    return policy;
  }

  /** Whether it wants the message alone, without the envelope. */
  boolean isRaw() {
    return raw;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
