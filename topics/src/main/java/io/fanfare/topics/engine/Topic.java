package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.core.Step;
import io.fanfare.topics.engine.SubscriptionRecord.Target;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One topic: who gets what. A publish looks at the subscribers that want the message and at no
 * others, however many there are.
 */
public final class Topic {

  private TopicRecord topic;
  private final String owner;
  private final NavigableMap<String, Subscriber> inOrder = new TreeMap<>();
  private final Map<Target, Subscriber> byTarget = new HashMap<>();
  private final Map<String, Subscriber> byArn = new HashMap<>();
  private final Set<Subscriber> unfiltered = new LinkedHashSet<>();
  private final FilterMachine<Subscriber> filters = new FilterMachine<>();

  /** The topic with the subscriptions that it has had so far. */
  public Topic(TopicRecord topic, List<SubscriptionRecord> subscriptions) {
    this.topic = topic;
    this.owner = Arn.parse(topic.arn()).map(Arn::account).orElseThrow();
    subscriptions.forEach(subscription -> add(new Subscriber(subscription)));
  }

  /** The account that the topic belongs to. */
  public String owner() {
    return owner;
  }

  public TopicRecord topic() {
    return topic;
  }

  /** The attributes as a user sees them. */
  public Map<String, String> attributes() {
    SubscriptionCounts counts =
        new SubscriptionCounts(inOrder.size(), 0, topic.deletedSubscriptions());
    return TopicAttributeView.of(topic, counts);
  }

  /** Makes {@code changed} of what is known of the topic. */
  public List<Change> change(TopicRecord changed) {
    if (changed.equals(topic)) {
      return List.of();
    }
    LargeMessageRules.checkTopic(changed, inOrder.values());
    topic = changed;
    return List.of(topic.put());
  }

  /** Who gets a message with {@code attributes}, each once. */
  public List<Subscriber> route(Map<String, MessageAttribute> attributes) {
    List<Subscriber> matching = filters.match(attributes);
    List<Subscriber> all = new ArrayList<>(unfiltered.size() + matching.size());
    all.addAll(unfiltered);
    for (Subscriber subscriber : matching) {
      if (!subscriber.hasEnded()) {
        all.add(subscriber);
      }
    }
    return all;
  }

  /** Adds a subscription, or finds the one of the same endpoint; answers its ARN. */
  public Outcome<String> subscribe(Subscribe request, Step step) {
    Target target = SubscriptionRules.target(request);
    Attributes attributes = SubscriptionRules.attributes(request.attributes());
    Subscriber existing = byTarget.get(target);
    if (existing != null) {
      SubscriptionRules.checkSame(existing.subscription().attributes(), attributes);
      return Outcome.of(existing.arn());
    }
    LargeMessageRules.checkSubscription(topic, target.protocol(), inOrder.size());
    SubscriptionRecord subscription =
        new SubscriptionRecord(
            topic.id(),
            step.nextSequence(),
            topic.arn() + ":" + step.randomUuid(),
            target,
            attributes);
    add(new Subscriber(subscription));
    return new Outcome<>(subscription.arn(), List.of(subscription.put()));
  }

  /** Ends the subscription {@code arn}, if there is one; answers who it was. */
  public Outcome<Optional<Subscriber>> unsubscribe(String arn) {
    Subscriber subscriber = byArn.remove(arn);
    if (subscriber == null) {
      return Outcome.of(Optional.empty());
    }
    SubscriptionRecord subscription = subscriber.subscription();
    subscriber.end();
    inOrder.remove(position(subscription));
    byTarget.remove(subscription.target());
    if (!unfiltered.remove(subscriber)) {
      filters.remove(subscriber, subscriber.policy());
    }
    topic = topic.withoutSubscription();
    return new Outcome<>(Optional.of(subscriber), List.of(subscription.remove(), topic.put()));
  }

  /** What removes the topic and its subscriptions. */
  public List<Change> delete() {
    List<Change> changes = new ArrayList<>();
    inOrder.values().forEach(subscriber -> changes.add(subscriber.subscription().remove()));
    changes.add(topic.remove());
    return changes;
  }

  /** A page of the subscriptions, in the order in which they were made. */
  public Page<Subscription> list(String after) {
    Page<Subscriber> page = Page.of(inOrder, after, Limits.PAGE, topic.arn());
    return new Page<>(page.items().stream().map(this::view).toList(), page.nextToken());
  }

  private Subscription view(Subscriber subscriber) {
    Target target = subscriber.subscription().target();
    return new Subscription(
        subscriber.arn(), owner, target.protocol(), target.endpoint(), topic.arn());
  }

  private void add(Subscriber subscriber) {
    SubscriptionRecord subscription = subscriber.subscription();
    inOrder.put(position(subscription), subscriber);
    byTarget.put(subscription.target(), subscriber);
    byArn.put(subscription.arn(), subscriber);
    if (subscriber.policy().wantsEverything()) {
      unfiltered.add(subscriber);
    } else {
      filters.add(subscriber, subscriber.policy());
    }
  }

  private static String position(SubscriptionRecord subscription) {
    return String.format(Locale.ROOT, "%016x", subscription.id());
  }
}
