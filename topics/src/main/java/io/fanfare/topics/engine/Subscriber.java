package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.queues.model.QueueName;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.notification.Variant;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rules.AttributeJson;
import io.fanfare.topics.rules.EndpointRules;
import io.fanfare.topics.rules.RedrivePolicy;
import io.fanfare.topics.rules.SubscriptionRules;
import io.fanfare.topics.rules.SubscriptionView;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A subscription at work: what it wants, and how it wants it. Equal to itself only. */
public final class Subscriber {

  /** A URL, with its host and port apart from what may be secret before and behind them. */
  private static final Pattern URL =
      Pattern.compile("(?s)(https?://)(?:[^/?#]*@)?([^/?#]*).*", Pattern.CASE_INSENSITIVE);

  private final SubscriptionRecord subscription;
  private final String position;
  private final FilterPolicy policy;
  private final boolean raw;
  private final String insert;
  private final boolean postsToUrl;
  private final boolean pushes;
  private final boolean device;
  private final String structureKey;
  private final Optional<Arn> queue;

  /** The subscriber of a subscription whose attributes and endpoint have been checked. */
  Subscriber(SubscriptionRecord subscription) {
    this.subscription = subscription;
    position = position(subscription.id());
    policy = SubscriptionRules.filterPolicy("", subscription.attributes());
    raw = subscription.attributes().get(SubscriptionAttribute.RAW_MESSAGE_DELIVERY);
    insert = subscription.arn().substring(subscription.arn().lastIndexOf(':') + 1);
    postsToUrl = protocol(subscription).isHttp();
    pushes = postsToUrl || protocol(subscription) == Protocol.LAMBDA;
    device = protocol(subscription) == Protocol.APPLICATION;
    structureKey = device ? platform(subscription) : protocol();
    queue = pushes ? Optional.of(ownQueue().arn()) : queue(subscription);
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

  private static Protocol protocol(SubscriptionRecord subscription) {
    return Protocol.of(subscription.target().protocol()).orElseThrow();
  }

  private static Optional<Arn> queue(SubscriptionRecord subscription) {
    return protocol(subscription) == Protocol.SQS
        ? Arn.parse(subscription.target().endpoint())
        : Optional.empty();
  }

  /** What the platform of the device is called that {@code subscription} names by its ARN. */
  private static String platform(SubscriptionRecord subscription) {
    String[] elements = subscription.target().endpoint().split("/", -1);
    return elements.length > 1 ? elements[1] : subscription.target().protocol();
  }

  /** Whether it is a device, which gets its messages by the gateway of its platform. */
  public boolean isDevice() {
    return device;
  }

  /**
   * Whose text it gets where there is one for each: that of its protocol or, if it is a device, of
   * its platform.
   */
  public String structureKey() {
    return structureKey;
  }

  /** Whether its messages are pushed to its endpoint, from a queue of its own. */
  public boolean pushes() {
    return pushes;
  }

  /** Whether it pushes to a URL, which can be asked to confirm. */
  public boolean postsToUrl() {
    return postsToUrl;
  }

  /** The name of the queue of its own, if it pushes. */
  public QueueName ownQueue() {
    Arn topic = Arn.parse(topicArn()).orElseThrow();
    return new QueueName(topic.account(), topic.region(), insert).kept();
  }

  /** The URL, the ARN, the address or the number that it delivers to. */
  public String endpoint() {
    return subscription.target().endpoint();
  }

  /** Where it delivers to, for logs: of a URL the scheme, the host and the port alone. */
  public String loggedEndpoint() {
    return pushes ? URL.matcher(endpoint()).replaceFirst("$1$2") : endpoint();
  }

  /** Whether it wants messages without their envelope. */
  public boolean isRaw() {
    return raw;
  }

  /** The text of its DeliveryPolicy; empty if it has none. */
  public String deliveryPolicy() {
    return subscription.attributes().get(SubscriptionAttribute.DELIVERY_POLICY);
  }

  /**
   * The queue that holds its messages: its endpoint or, if it pushes, its own. Only one with a
   * queue, or a device, is ever given a message.
   */
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

  /** Whether it was ended by somebody who did not say who they are, and may be restored. */
  public boolean isRestorable() {
    return subscription.confirmation().hasEnded();
  }

  /** What confirms it, if it was asked for with {@code secret}, in hexadecimal digits. */
  public Token token(String secret) {
    return Token.of(subscription.topic(), subscription.id(), secret);
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

  /** What it wants. */
  public FilterPolicy policy() {
    return policy;
  }

  /** Whether it wants some messages only. */
  public boolean hasFilter() {
    return !subscription.attributes().get(SubscriptionAttribute.FILTER_POLICY).isEmpty();
  }

  /** Whether messages are routed to it. */
  public boolean isServed() {
    return (hasQueue() || device) && !isPending() && !isRestorable();
  }

  /** What {@code target} gets of what this subscriber is to get; mostly that is its queue. */
  public Variant variantFor(Arn target) {
    boolean fifo = EndpointRules.isFifo(target);
    if (!raw) {
      return new Variant(Variant.Form.ENVELOPE, fifo);
    }
    boolean wrapped = pushes && target.equals(queue());
    return new Variant(wrapped ? Variant.Form.WRAPPED : Variant.Form.RAW, fifo);
  }

  /** What {@code target} gets of it if no queue takes it raw. */
  public Variant envelopeFor(Arn target) {
    return new Variant(Variant.Form.ENVELOPE, EndpointRules.isFifo(target));
  }

  /** Whether it wants messages in the envelope. */
  public boolean wantsEnvelope() {
    return !raw;
  }

  /** What tells its copy of an envelope from others: the end of the ARN. */
  public String insert() {
    return insert;
  }
}
