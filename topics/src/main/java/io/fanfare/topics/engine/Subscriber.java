package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.notification.Variant;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rules.AttributeJson;
import io.fanfare.topics.rules.EndpointRules;
import io.fanfare.topics.rules.RedrivePolicy;
import io.fanfare.topics.rules.SubscriptionRules;
import io.fanfare.topics.rules.SubscriptionView;
import java.util.Locale;
import java.util.Optional;

/** A subscription at work: what it wants, and how it wants it. Equal to itself only. */
public final class Subscriber {

  private final SubscriptionRecord subscription;
  private final String position;
  private final FilterPolicy policy;
  private final boolean raw;
  private final String insert;
  private final Optional<Arn> queue;
  private boolean ended;

  /** The subscriber of a subscription whose attributes and endpoint have been checked. */
  Subscriber(SubscriptionRecord subscription) {
    this.subscription = subscription;
    position = position(subscription.id());
    policy = SubscriptionRules.filterPolicy("", subscription.attributes());
    raw = subscription.attributes().get(SubscriptionAttribute.RAW_MESSAGE_DELIVERY);
    insert = subscription.arn().substring(subscription.arn().lastIndexOf(':') + 1);
    queue =
        subscription.target().protocol().equals(Protocol.SQS.toString())
            ? Arn.parse(subscription.target().endpoint())
            : Optional.empty();
  }

  /** The id of the subscription. */
  public long id() {
    return subscription.id();
  }

  /** The ARN of the subscription. */
  public String arn() {
    return subscription.arn();
  }

  /** The ARN of the topic. */
  public String topicArn() {
    return SubscriptionView.topicArn(subscription);
  }

  /** The account of who subscribed. */
  public String owner() {
    return subscription.owner();
  }

  /** The protocol in AWS's words. */
  public String protocol() {
    return subscription.target().protocol();
  }

  /** The queue that it delivers to; only one with a queue is ever given a message. */
  public Arn queue() {
    return queue.orElseThrow();
  }

  /** The queue that gets what its own refuses, if it has one. */
  public Optional<Arn> deadLetterQueue() {
    String policy = subscription.attributes().get(SubscriptionAttribute.REDRIVE_POLICY);
    return policy.isEmpty()
        ? Optional.empty()
        : Optional.of(RedrivePolicy.parse(new AttributeJson("", "RedrivePolicy"), policy))
            .filter(redrive -> redrive.isOf(owner()))
            .map(RedrivePolicy::deadLetterTarget);
  }

  /** Whether there is a queue to deliver to, once the subscription is confirmed. */
  public boolean hasQueue() {
    return queue.isPresent();
  }

  /** Whether its endpoint has not agreed yet. */
  public boolean isPending() {
    return subscription.confirmation().isPending();
  }

  /** What confirms it; empty where nothing has to. */
  public String token() {
    return subscription.confirmation().token();
  }

  /** The subscription as lists show it. */
  public Subscription listed() {
    return SubscriptionView.listed(subscription);
  }

  /** Where it stands among all subscriptions, in the order in which they were made. */
  public String position() {
    return position;
  }

  static String position(long id) {
    return String.format(Locale.ROOT, "%016x", id);
  }

  /** The text of its ReplayPolicy, empty if it has none. */
  String replayPolicy() {
    return subscription.attributes().get(SubscriptionAttribute.REPLAY_POLICY);
  }

  SubscriptionRecord subscription() {
    return subscription;
  }

  FilterPolicy policy() {
    return policy;
  }

  /** Whether messages are routed to it. */
  boolean isServed() {
    return hasQueue() && !isPending();
  }

  /** What {@code target} gets of what this subscriber is to get; mostly that is its queue. */
  public Variant variantFor(Arn target) {
    return new Variant(raw, EndpointRules.isFifo(target));
  }

  /** What {@code target} gets of it if no queue takes it raw. */
  public Variant envelopeFor(Arn target) {
    return new Variant(false, EndpointRules.isFifo(target));
  }

  /** Whether it wants messages in the envelope. */
  public boolean wantsEnvelope() {
    return !raw;
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
