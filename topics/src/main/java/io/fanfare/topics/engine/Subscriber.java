package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.topics.model.SubscriptionAttribute;
import java.util.Optional;

/** A subscription at work: what it wants, and how it wants it. Equal to itself only. */
public final class Subscriber {

  private final SubscriptionRecord subscription;
  private final FilterPolicy policy;
  private static final String FIFO = ".fifo";

  private final boolean raw;
  private final String insert;
  private final Arn queue;
  private boolean ended;

  /** The subscriber of a subscription whose attributes and endpoint have been checked. */
  Subscriber(SubscriptionRecord subscription) {
    this.subscription = subscription;
    policy =
        FilterPolicy.parse("", subscription.attributes().get(SubscriptionAttribute.FILTER_POLICY));
    raw = subscription.attributes().get(SubscriptionAttribute.RAW_MESSAGE_DELIVERY);
    insert = raw ? "" : subscription.arn().substring(subscription.arn().lastIndexOf(':') + 1);
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

  /** The queue that gets what its own refuses, if it has one. */
  public Optional<Arn> deadLetterQueue() {
    return Optional.empty();
  }

  SubscriptionRecord subscription() {
    return subscription;
  }

  FilterPolicy policy() {
    return policy;
  }

  /** What {@code target} gets of what this subscriber is to get; mostly that is its queue. */
  public Form formFor(Arn target) {
    return new Form(raw, target.resource().endsWith(FIFO));
  }

  /** What tells its copy of an envelope from others: the end of the ARN. */
  public String insert() {
    return insert;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
