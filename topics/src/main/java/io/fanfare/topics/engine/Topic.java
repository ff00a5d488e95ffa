package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.core.Step;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.Confirmation;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.EndpointRules;
import io.fanfare.topics.rules.LargeMessageRules;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.SubscriptionCounts;
import io.fanfare.topics.rules.SubscriptionRules;
import io.fanfare.topics.rules.SubscriptionView;
import io.fanfare.topics.rules.TopicAttributeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One topic: who gets what. A publish looks at the subscribers that want the message and at no
 * others, however many there are.
 */
public final class Topic {

  private TopicRecord record;
  private Policy policy;
  private final String owner;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Audience audience = new Audience();
  private final Map<Long, Subscriber> restorable = new HashMap<>(0);

  /** The topic with the subscriptions that it has had so far. */
  public Topic(TopicRecord record, List<SubscriptionRecord> known) {
    this.record = record;
    this.policy = PolicyDocument.policy(record.attributes().text(TopicAttribute.POLICY));
    this.owner = Arn.parse(record.arn()).map(Arn::account).orElseThrow();
    known.forEach(subscription -> add(new Subscriber(subscription)));
  }

  /** The account that the topic belongs to. */
  public String owner() {
    return owner;
  }

  /** What is known of the topic beside its subscriptions. */
  public TopicRecord record() {
    return record;
  }

  /** Who may do what with the topic; the policy that it has by default says nothing. */
  public Policy policy() {
    return policy;
  }

  /** The attributes as a user sees them. */
  public Map<String, String> attributes() {
    SubscriptionCounts counts =
        new SubscriptionCounts(
            subscriptions.size() - pending(), pending(), record.deletedSubscriptions());
    return TopicAttributeView.of(record, counts);
  }

  /** Makes {@code changed} of what is known of the topic. */
  public List<Change> change(TopicRecord changed) {
    if (changed.equals(record)) {
      return List.of();
    }
    LargeMessageRules.checkTopic(
        changed, subscriptions.all().stream().map(Subscriber::protocol).toList());
    record = changed;
    policy = PolicyDocument.policy(record.attributes().text(TopicAttribute.POLICY));
    return List.of(record.put());
  }

  /** How many subscriptions messages are routed to, if their policies let them. */
  public int served() {
    return audience.size();
  }

  /** Who gets {@code message}, each once. */
  public List<Subscriber> route(Publication message) {
    return route(message, Long.MAX_VALUE).orElseThrow();
  }

  /**
   * The same; nothing if it costs more than {@code most} to tell, as {@link SubscriptionFilters}
   * count it.
   */
  public Optional<List<Subscriber>> route(Publication message, long most) {
    return audience.route(message, most);
  }

  /**
   * Adds a subscription for {@code newcomer}, or finds the one of the same endpoint.
   *
   * @param secret in hexadecimal digits; becomes part of the token of a new one to be confirmed
   */
  public Outcome<Subscriber> subscribe(Newcomer newcomer, String secret, Step step) {
    Subscribe request = newcomer.request();
    String caller = newcomer.account();
    Target target = EndpointRules.target(request, record);
    Attributes attributes = SubscriptionRules.given(request.attributes(), record, target, caller);
    boolean ask = needsConfirmation(target, caller);
    Optional<Subscriber> existing = subscriptions.find(target);
    if (existing.isPresent()) {
      SubscriptionRules.checkSame(existing.get().subscription().attributes(), attributes);
      return subscribeAgain(existing.get(), ask, secret, step.now());
    }
    SubscriptionRules.checkComplete(attributes, record, target);
    checkLimit();
    LargeMessageRules.checkSubscription(record, target.protocol(), subscriptions.size());
    newcomer.room().run();
    long id = step.nextSequence();
    SubscriptionRecord subscription =
        new SubscriptionRecord(
            record.id(),
            id,
            record.arn() + ":" + step.randomUuid(),
            target,
            attributes,
            caller,
            ask
                ? Confirmation.pending(Token.of(record.id(), id, secret), step.now())
                : Confirmation.needless(step.now()));
    Subscriber subscriber = new Subscriber(subscription);
    add(subscriber);
    return new Outcome<>(subscriber, List.of(subscription.put()));
  }

  /** The same for an account that may have any number. */
  public Outcome<Subscriber> subscribe(Subscribe request, String caller, String secret, Step step) {
    return subscribe(new Newcomer(request, caller, () -> {}), secret, step);
  }

  private static boolean needsConfirmation(Target target, String caller) {
    return Protocol.of(target.protocol()).orElseThrow().needsConfirmation()
        || EndpointRules.queue(target.endpoint())
            .filter(queue -> !queue.account().equals(caller))
            .isPresent();
  }

  /** Who asks again is asked again, by another token, and the owner of a queue has agreed. */
  private Outcome<Subscriber> subscribeAgain(
      Subscriber existing, boolean ask, String secret, long now) {
    SubscriptionRecord subscription = existing.subscription();
    Confirmation confirmation = subscription.confirmation();
    if (!confirmation.isPending()) {
      return Outcome.of(existing);
    }
    return replace(
        existing,
        subscription.with(
            ask
                ? confirmation.renewed(existing.token(secret), now)
                : confirmation.confirmed(true, true)));
  }

  private void checkLimit() {
    int most = record.isFifo() ? Limits.FIFO_SUBSCRIPTIONS : Limits.SUBSCRIPTIONS;
    if (subscriptions.size() >= most) {
      throw TopicError.SUBSCRIPTION_LIMIT_EXCEEDED.refuse(
          "Subscription limit reached: a topic has at most %d subscriptions", most);
    }
  }

  /**
   * Confirms the subscription that {@code request} has the token of, or restores it, or finds it
   * confirmed. It cannot be restored if its endpoint has been subscribed again since.
   */
  public Outcome<Subscriber> confirm(ConfirmationRules.Request request, long now) {
    long id = request.token().subscription();
    Subscriber subscriber =
        subscriptions
            .find(id)
            .or(() -> restorable(id))
            .filter(found -> found.subscription().confirmation().accepts(request.token(), now))
            .orElseThrow(() -> Refusals.invalid("Token"));
    request.checkPlace(record);
    if (!subscriber.isPending() && !subscriber.isRestorable()) {
      return Outcome.of(subscriber);
    }
    if (subscriber.isRestorable()) {
      checkLimit();
      restorable.remove(id);
    }
    SubscriptionRecord subscription = subscriber.subscription();
    Confirmation confirmed =
        subscription.confirmation().confirmed(request.signed(), request.guard());
    return replace(subscriber, subscription.with(confirmed));
  }

  /** What is known of the subscription {@code arn}. */
  public Map<String, String> attributes(String arn) {
    return SubscriptionView.attributes(find(arn).subscription(), record);
  }

  /** Sets attributes of the subscription {@code arn}: all of {@code values}, or none. */
  public Outcome<Subscriber> set(String arn, Map<String, String> values) {
    Subscriber subscriber = find(arn);
    SubscriptionRecord subscription = subscriber.subscription();
    Attributes changed = SubscriptionRules.changed(subscription, values, record);
    return replace(subscriber, subscription.with(changed));
  }

  private Optional<Subscriber> restorable(long id) {
    return Optional.ofNullable(restorable.get(id))
        .filter(ended -> subscriptions.find(ended.subscription().target()).isEmpty());
  }

  /**
   * Ends the subscription {@code arn}, if there is one that is confirmed; answers what has become
   * of it. One whose endpoint can be told may be restored if somebody ends it who is not its owner.
   *
   * @param secret in hexadecimal digits; becomes part of the token that restores it
   */
  public Outcome<Optional<Subscriber>> unsubscribe(
      String arn, Caller caller, String secret, long now) {
    Optional<Subscriber> found = subscriptions.find(arn);
    if (found.isEmpty()) {
      return Outcome.of(found);
    }
    SubscriptionRecord subscription = found.get().subscription();
    if (found.get().isPending()) {
      throw Refusals.invalid(
          "SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
    }
    if (subscription.confirmation().needsOwnerToEnd() && !owns(caller, subscription)) {
      throw Refusals.notAuthorized(caller, "Unsubscribe", arn);
    }
    remove(found.get());
    record = record.withoutSubscription();
    if (!found.get().postsToUrl() || owns(caller, subscription)) {
      return new Outcome<>(found, List.of(subscription.remove(), record.put()));
    }
    Token token = found.get().token(secret);
    Subscriber ended = new Subscriber(subscription.with(Confirmation.ended(token, now)));
    add(ended);
    return new Outcome<>(Optional.of(ended), List.of(ended.subscription().put(), record.put()));
  }

  private boolean owns(Caller caller, SubscriptionRecord subscription) {
    return caller.signed() && List.of(owner, subscription.owner()).contains(caller.account());
  }

  /** Ends the subscriptions that nobody has confirmed in time; answers which they were. */
  public Outcome<List<Subscriber>> endLapsed(long now) {
    List<Subscriber> lapsed =
        Stream.concat(subscriptions.pending().stream(), restorable.values().stream())
            .filter(subscriber -> subscriber.subscription().confirmation().hasLapsed(now))
            .toList();
    lapsed.forEach(
        subscriber -> {
          if (restorable.remove(subscriber.id()) == null) {
            remove(subscriber);
          }
        });
    return new Outcome<>(
        lapsed, lapsed.stream().map(subscriber -> subscriber.subscription().remove()).toList());
  }

  /** Whether there are subscriptions that end by themselves unless something is done. */
  public boolean hasUnsettled() {
    return pending() > 0 || !restorable.isEmpty();
  }

  /** Those who have been unsubscribed and may be restored. */
  public Collection<Subscriber> restorable() {
    return Collections.unmodifiableCollection(restorable.values());
  }

  /** How many subscriptions there are that nobody has confirmed yet. */
  public int pending() {
    return subscriptions.pending().size();
  }

  /** Everybody who has subscribed, in the order in which they did. */
  public Collection<Subscriber> subscribers() {
    return subscriptions.all();
  }

  /** The subscriber whose subscription is {@code arn}, if there is one. */
  public Optional<Subscriber> subscriber(String arn) {
    return subscriptions.find(arn);
  }

  /** What {@code subscriber} is now, be it restorable; nothing if it has ended for good. */
  public Optional<Subscriber> current(Subscriber subscriber) {
    return subscriptions
        .find(subscriber.arn())
        .or(() -> Optional.ofNullable(restorable.get(subscriber.id())));
  }

  /** What removes the topic and its subscriptions. */
  public List<Change> delete() {
    List<Change> changes = new ArrayList<>();
    subscriptions.all().forEach(old -> changes.add(old.subscription().remove()));
    restorable.values().forEach(old -> changes.add(old.subscription().remove()));
    changes.add(record.remove());
    if (record.isFifo()) {
      changes.add(record.leaveBehind());
    }
    return changes;
  }

  /** A page of the subscriptions, in the order in which they were made. */
  public Page<Subscription> list(String after) {
    return subscriptions.list(after, record.arn());
  }

  /** A page of its subscribers behind {@code after}; {@code scope} binds its token. */
  public Page<Subscriber> page(String after, String scope) {
    return subscriptions.page(after, scope);
  }

  private Subscriber find(String arn) {
    return subscriptions.find(arn).orElseThrow(Refusals::noSubscription);
  }

  private Outcome<Subscriber> replace(Subscriber old, SubscriptionRecord changed) {
    Subscriber subscriber = new Subscriber(changed);
    if (!old.isRestorable()) {
      remove(old);
    }
    add(subscriber);
    return new Outcome<>(subscriber, List.of(changed.put()));
  }

  private void add(Subscriber subscriber) {
    if (subscriber.isRestorable()) {
      restorable.put(subscriber.id(), subscriber);
      return;
    }
    subscriptions.add(subscriber);
    audience.add(subscriber);
  }

  private void remove(Subscriber subscriber) {
    subscriptions.remove(subscriber);
    audience.remove(subscriber);
  }
}
