package io.fanfare.topics;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.core.Step;
import io.fanfare.queues.Queues;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.notification.SubscriptionConfirmation;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.EndpointRules;
import io.fanfare.topics.rules.Refusals;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The subscriptions to the topics of one event loop, at work. */
final class SubscriptionShelf {

  private static final System.Logger LOG = System.getLogger(SubscriptionShelf.class.getName());
  private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();

  private final TopicShelf topics;
  private final Queues queues;
  private final SecureRandom chance = new SecureRandom();
  private final Map<String, NavigableMap<String, Subscriber>> byOwner = new HashMap<>();

  /**
   * The subscriptions to {@code topics}, whose owners are asked to confirm through {@code queues}.
   */
  SubscriptionShelf(TopicShelf topics, Queues queues) {
    this.topics = topics;
    this.queues = queues;
  }

  /** Takes in the subscriptions of a topic that the store holds. */
  void add(Topic topic) {
    topic.subscribers().forEach(this::keep);
  }

  /** Lets go of the subscriptions of a topic that is deleted. */
  void remove(Topic topic) {
    topic.subscribers().forEach(this::drop);
  }

  Future<Subscriber> subscribe(Arn arn, Subscribe request, Caller caller) {
    Topic topic = topics.find(arn);
    topics.loop().store().checkRoom();
    Step step = topics.loop().step();
    Outcome<Subscriber> outcome = topic.subscribe(request, caller.account(), newSecret(), step);
    Subscriber subscriber = outcome.reply();
    if (!subscriber.hasQueue() && !outcome.changes().isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} is kept, but nothing is delivered by the protocol {1}{2}",
          subscriber.arn(),
          subscriber.protocol(),
          caller.logged());
    }
    return replaying(topic, outcome)
        .compose(written -> askToConfirm(subscriber, caller, step))
        .map(subscriber);
  }

  /** Confirms the subscription that is asked for, if its topic is one of these. */
  Future<Optional<Subscriber>> confirm(ConfirmationRules.Request request) {
    return topics
        .find(request.token().topic())
        .map(topic -> replaying(topic, topic.confirm(request, topics.loop().now())))
        .map(confirmed -> confirmed.map(Optional::of))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  /** What is known of the subscription {@code arn} to {@code topic}. */
  Future<Map<String, String>> attributes(String topic, String arn) {
    Topic subscribed = subscribed(topic);
    Map<String, String> attributes = new LinkedHashMap<>(subscribed.attributes(arn));
    replays(subscribed)
        .flatMap(replays -> replays.status(arn))
        .ifPresent(status -> attributes.put("ReplayStatus", status.toString()));
    return written().map(attributes);
  }

  Future<Void> set(String topic, String arn, String name, String value) {
    Topic subscribed = subscribed(topic);
    topics.loop().store().checkRoom();
    Outcome<Subscriber> outcome = subscribed.set(arn, name, value);
    return (name.equals(SubscriptionAttribute.REPLAY_POLICY.name())
            ? replaying(subscribed, outcome)
            : changed(outcome))
        .mapEmpty();
  }

  /** Ends a subscription, if it is there. */
  Future<Void> unsubscribe(String topic, String arn, Caller caller) {
    Optional<Topic> subscribed = topics.find(topic);
    if (subscribed.isEmpty()) {
      return written();
    }
    Outcome<Optional<Subscriber>> outcome = subscribed.get().unsubscribe(arn, caller);
    outcome.reply().ifPresent(this::drop);
    Future<Void> written = topics.write(outcome.changes());
    replays(subscribed.get())
        .ifPresent(replays -> outcome.reply().map(Subscriber::arn).ifPresent(replays::end));
    return written;
  }

  Future<Page<Subscription>> list(Arn arn, String after) {
    Page<Subscription> page = topics.find(arn).list(after);
    return written().map(page);
  }

  /** The subscriptions of {@code owner} after {@code after}, one more than a page has. */
  Future<Map<String, Subscription>> list(String owner, String after) {
    Map<String, Subscription> found =
        byOwner.getOrDefault(owner, new TreeMap<>()).tailMap(after, false).values().stream()
            .limit(Limits.PAGE + 1L)
            .collect(toMap(Subscriber::position, Subscriber::listed));
    return written().map(found);
  }

  /** Ends what nobody has confirmed in time, now and every hour. */
  Future<Void> sweep() {
    long now = topics.loop().now();
    List<Change> changes = new ArrayList<>();
    for (Topic topic : topics.all()) {
      Outcome<List<Subscriber>> outcome = topic.endLapsed(now);
      outcome.reply().forEach(this::drop);
      changes.addAll(outcome.changes());
    }
    topics.loop().after(SWEEP_MILLIS, this::sweep);
    return topics.write(changes);
  }

  private Topic subscribed(String topic) {
    return topics.find(topic).orElseThrow(Refusals::noSubscription);
  }

  private Future<Void> written() {
    return topics.write(List.of());
  }

  private Future<Subscriber> changed(Outcome<Subscriber> outcome) {
    keep(outcome.reply());
    return topics.write(outcome.changes()).map(outcome.reply());
  }

  /**
   * Begins the replay that a subscription asks for which has changed; until then it gets nothing.
   */
  private Future<Subscriber> replaying(Topic topic, Outcome<Subscriber> outcome) {
    Future<Subscriber> changed = changed(outcome);
    Future<Void> begun =
        replays(topic)
            .filter(replays -> !outcome.changes().isEmpty())
            .map(replays -> replays.begin(outcome.reply()))
            .orElse(changed.mapEmpty());
    return changed.compose(done -> begun).map(outcome.reply());
  }

  private Optional<Replays> replays(Topic topic) {
    return topic.topic().isFifo()
        ? Optional.of(topics.lanes().of(topic).replays())
        : Optional.empty();
  }

  private Future<Void> askToConfirm(Subscriber subscriber, Caller caller, Step step) {
    if (!subscriber.isPending() || !subscriber.hasQueue()) {
      return Future.succeededFuture();
    }
    Arn queue = subscriber.queue();
    String version = subscribed(subscriber.topicArn()).topic().signatureVersion();
    SubscriptionConfirmation message =
        new SubscriptionConfirmation(
            step.randomUuid().toString(),
            subscriber.topicArn(),
            subscriber.token(),
            step.now(),
            caller.endpoint());
    return topics
        .delivery()
        .signing()
        .seal(version, message.toSign(), caller.endpoint())
        .compose(
            seal ->
                queues
                    .as(new Caller(queue.account(), queue.region(), caller.endpoint()))
                    .sendMessage(message.messageFor(queue, EndpointRules.isFifo(queue), seal)))
        .<Void>mapEmpty()
        .recover(
            cause -> {
              LOG.log(
                  System.Logger.Level.WARNING,
                  "{0} could not be asked to confirm {1}: {2}{3}",
                  queue,
                  subscriber.arn(),
                  cause.getMessage(),
                  caller.logged());
              return Future.succeededFuture();
            });
  }

  private String newSecret() {
    byte[] secret = new byte[Token.SECRET_BYTES];
    chance.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  private void keep(Subscriber subscriber) {
    byOwner
        .computeIfAbsent(owner(subscriber), owner -> new TreeMap<>())
        .put(subscriber.position(), subscriber);
  }

  private void drop(Subscriber subscriber) {
    topics.delivery().failures().ended(subscriber);
    byOwner.computeIfPresent(
        owner(subscriber),
        (owner, all) -> {
          all.remove(subscriber.position());
          return all.isEmpty() ? null : all;
        });
  }

  /** An account sees its subscriptions in the region of their topics. */
  private static String owner(Subscriber subscriber) {
    String region = Arn.parse(subscriber.topicArn()).map(Arn::region).orElseThrow();
    return TopicRecord.scope(region, subscriber.owner());
  }
}
