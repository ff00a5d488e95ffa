package io.fanfare.topics;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Step;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Writes;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.mobile.SmsShelf;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ArchivePolicy;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAttributeRules;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.Collection;
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
  private final SubscriptionShelf subscriptions;
  private final SmsShelf sms;
  private final FifoLanes lanes;
  private final Map<String, Topic> byArn = new HashMap<>();
  private final Map<Long, Topic> byId = new HashMap<>();
  private final Map<String, NavigableMap<String, String>> names = new HashMap<>();
  private final Writes writes;

  TopicShelf(EventLoop loop, QueueDelivery delivery, Queues queues) {
    this.loop = loop;
    this.writes = new Writes(loop.store());
    this.delivery = delivery;
    this.subscriptions = new SubscriptionShelf(this, queues);
    this.sms = new SmsShelf(loop);
    this.lanes = new FifoLanes(delivery);
  }

  SubscriptionShelf subscriptions() {
    return subscriptions;
  }

  QueueDelivery delivery() {
    return delivery;
  }

  /** What accounts have set for their text messages. */
  SmsShelf sms() {
    return sms;
  }

  FifoLanes lanes() {
    return lanes;
  }

  EventLoop loop() {
    return loop;
  }

  /** Takes in a topic that the store holds. */
  Future<Void> load(Topic topic) {
    return lanes.load(topic).onSuccess(loaded -> add(topic));
  }

  private void add(Topic topic) {
    String arn = topic.topic().arn();
    byArn.put(arn, topic);
    byId.put(topic.topic().id(), topic);
    subscriptions.add(topic);
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
    loop.store().checkRoom();
    Step step = loop.step();
    TopicRecord topic =
        new TopicRecord(
            step.nextSequence(),
            arn.toString(),
            ArchivePolicy.noteBeginning(Attributes.none(), attributes, step.now()),
            tags);
    Topic created = new Topic(topic, List.of());
    add(created);
    lanes.add(created);
    return write(List.of(topic.put()));
  }

  Future<Void> delete(Arn arn) {
    Topic topic = byArn.get(arn.toString());
    if (topic == null) {
      return written();
    }
    ArchivePolicy.checkDeletion(topic.topic());
    byArn.remove(arn.toString());
    byId.remove(topic.topic().id());
    subscriptions.remove(topic);
    NavigableMap<String, String> siblings = names.get(topic.topic().scope());
    if (siblings != null) {
      siblings.remove(arn.toString());
    }
    Future<Void> deleted = write(topic.delete());
    lanes.remove(topic);
    return deleted;
  }

  /** What {@code view} sees of the topic {@code arn}. */
  <R> Future<R> read(Arn arn, Function<Topic, R> view) {
    R seen = view.apply(find(arn));
    return written().map(seen);
  }

  /** Changes what is known of the topic {@code arn}. */
  Future<Void> change(Arn arn, UnaryOperator<TopicRecord> change) {
    Topic topic = find(arn);
    TopicRecord changed = change.apply(topic.topic());
    Attributes attributes =
        ArchivePolicy.noteBeginning(topic.topic().attributes(), changed.attributes(), loop.now());
    Future<Void> written = write(topic.change(changed.with(attributes)));
    lanes.sweepArchive(topic);
    return written;
  }

  /** The ARNs of {@code scope} after {@code after}, one more than a page has. */
  Future<Map<String, String>> list(String scope, String after) {
    Map<String, String> found =
        names.getOrDefault(scope, new TreeMap<>()).tailMap(after, false).keySet().stream()
            .limit(Limits.PAGE + 1L)
            .collect(toMap(arn -> arn, arn -> arn));
    return written().map(found);
  }

  /** Publishes to the topic {@code arn}, which {@code work} does. */
  <R> Future<R> publish(Arn arn, Function<Topic, Future<R>> work) {
    Future<R> published = work.apply(find(arn));
    return written().compose(done -> published);
  }

  Collection<Topic> all() {
    return byArn.values();
  }

  Topic find(Arn arn) {
    return find(arn.toString()).orElseThrow(Refusals::noTopic);
  }

  Optional<Topic> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  Optional<Topic> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Completes when {@code changes} and all that came before them are durable. */
  Future<Void> write(List<Change> changes) {
    return writes.write(changes);
  }

  private Future<Void> written() {
    return writes.settled();
  }
}
