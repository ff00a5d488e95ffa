package io.fanfare.topics;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Refusals;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.engine.TopicAttributeRules;
import io.fanfare.topics.engine.TopicRecord;
import io.fanfare.topics.engine.TopicRules;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The topics of one event loop, at work: runs the rules, and lets nobody hear a reply before
 * everything that it follows from is durable.
 */
final class TopicShelf {

  private final EventLoop loop;
  private final QueueDelivery delivery;
  private final SmsShelf sms;
  private final Map<String, Topic> byArn = new HashMap<>();
  private final Map<String, NavigableMap<String, String>> names = new HashMap<>();
  private Future<Void> lastWrite = Future.succeededFuture();

  TopicShelf(EventLoop loop, QueueDelivery delivery) {
    this.loop = loop;
    this.delivery = delivery;
    this.sms = new SmsShelf(loop);
  }

  QueueDelivery delivery() {
    return delivery;
  }

  /** What accounts have set for their text messages. */
  SmsShelf sms() {
    return sms;
  }

  EventLoop loop() {
    return loop;
  }

  /** Takes in a topic that the store holds. */
  void add(Topic topic) {
    String arn = topic.topic().arn();
    byArn.put(arn, topic);
    names.computeIfAbsent(topic.topic().scope(), scope -> new TreeMap<>()).put(arn, arn);
  }

  /** Creates the topic {@code arn}, or finds it. */
  Future<Void> create(Arn arn, CreateTopic request) {
    Attributes attributes = TopicAttributeRules.of(request);
    Map<String, String> tags = TopicRules.tags(request);
    Topic existing = byArn.get(arn.toString());
    if (existing != null) {
      TopicRules.checkSame(existing.topic(), request);
      return written();
    }
    checkRoom();
    TopicRecord topic =
        new TopicRecord(loop.step().nextSequence(), arn.toString(), attributes, tags);
    add(new Topic(topic, List.of()));
    return write(List.of(topic.put()));
  }

  Future<Void> delete(Arn arn) {
    Topic topic = byArn.remove(arn.toString());
    if (topic == null) {
      return written();
    }
    NavigableMap<String, String> siblings = names.get(topic.topic().scope());
    if (siblings != null) {
      siblings.remove(arn.toString());
    }
    return write(topic.delete());
  }

  /** Whether there is a topic {@code arn}. */
  boolean has(Arn arn) {
    return byArn.containsKey(arn.toString());
  }

  /** What {@code view} sees of the topic {@code arn}. */
  <R> Future<R> read(Arn arn, Function<Topic, R> view) {
    R seen = view.apply(find(arn));
    return written().map(seen);
  }

  /** Changes what is known of the topic {@code arn}. */
  Future<Void> change(Arn arn, UnaryOperator<TopicRecord> change) {
    Topic topic = find(arn);
    return write(topic.change(change.apply(topic.topic())));
  }

  /** The ARNs of {@code scope} after {@code after}, one more than a page has. */
  Future<Map<String, String>> list(String scope, String after) {
    Map<String, String> found =
        names.getOrDefault(scope, new TreeMap<>()).tailMap(after, false).keySet().stream()
            .limit(Limits.PAGE + 1L)
            .collect(toMap(arn -> arn, arn -> arn));
    return written().map(found);
  }

  Future<String> subscribe(Arn arn, Subscribe request) {
    Topic topic = find(arn);
    checkRoom();
    Outcome<String> outcome = topic.subscribe(request, loop.step());
    return write(outcome.changes()).map(outcome.reply());
  }

  /** Ends a subscription, if it is there. */
  Future<Void> unsubscribe(String topicArn, String subscriptionArn) {
    Topic topic = byArn.get(topicArn);
    if (topic == null) {
      return written();
    }
    Outcome<Optional<Subscriber>> outcome = topic.unsubscribe(subscriptionArn);
    outcome.reply().ifPresent(delivery.failures()::ended);
    return write(outcome.changes());
  }

  Future<Page<Subscription>> subscriptions(Arn arn, String after) {
    return read(arn, topic -> topic.list(after));
  }

  /** Publishes to the topic {@code arn}, which {@code work} does. */
  <R> Future<R> publish(Arn arn, Function<Topic, Future<R>> work) {
    Future<R> published = work.apply(find(arn));
    return written().compose(done -> published);
  }

  private Topic find(Arn arn) {
    Topic topic = byArn.get(arn.toString());
    if (topic == null) {
      throw Refusals.noTopic();
    }
    return topic;
  }

  private void checkRoom() {
    if (!loop.store().hasRoom()) {
      throw ErrorCode.SERVICE_UNAVAILABLE.refuse(
          "There is no room for more data at the moment. Try again later.");
    }
  }

  private Future<Void> write(List<Change> changes) {
    if (!changes.isEmpty()) {
      lastWrite = loop.store().write(changes);
    }
    return lastWrite;
  }

  private Future<Void> written() {
    return lastWrite;
  }
}
