package io.fanfare.topics;

import static java.util.stream.Collectors.toMap;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.queues.model.QueueName;
import io.fanfare.store.Store;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.engine.TopicEngine;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.push.Couriers;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAttributeRules;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The topics of one event loop: which there are, and how each comes to work. */
final class TopicDirectory {

  private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();
  private static final int REMEMBERED_AT_ONCE = 5_000;

  private final TopicLoop shared;
  private final Map<String, TopicRef> byArn = new HashMap<>();
  private final Map<Long, TopicRef> byId = new HashMap<>();
  private final Map<String, NavigableSet<String>> names = new HashMap<>();
  private final Set<TopicRef> closed = new LinkedHashSet<>();

  TopicDirectory(TopicLoop shared) {
    this.shared = shared;
    shared.couriers().ask(this::current);
  }

  /** A topic that is being opened anew says later what its subscriptions are. */
  private Optional<Couriers.Current> current(Subscriber subscriber, TopicRecord topic) {
    TopicRef ref = byArn.get(topic.arn());
    if (ref == null || ref.id() != topic.id()) {
      return Optional.empty();
    }
    return ref.opened()
        .map(TopicHost::topic)
        .map(now -> now.current(subscriber).map(found -> new Couriers.Current(found, now.record())))
        .orElseGet(() -> Optional.of(new Couriers.Current(subscriber, topic)));
  }

  /** Takes in a topic that the store holds, and brings it to work. */
  Future<Void> load(TopicRecord record, List<SubscriptionRecord> subscriptions) {
    TopicRef ref = new TopicRef(record, this::open);
    shared.tallies().topics().add(account(ref));
    add(ref);
    return ref.begin(open(ref, record, subscriptions)).mapEmpty();
  }

  /** Creates the topic {@code arn}, or finds it. */
  Future<Void> create(Arn arn, CreateTopic request) {
    Attributes attributes = TopicAttributeRules.of(request);
    Map<String, String> tags = TopicRules.tags(request);
    TopicRef existing = byArn.get(arn.toString());
    if (existing != null) {
      return existing
          .host()
          .compose(
              host -> isThere(existing) ? host.checkSame(request) : create(arn, request),
              fault -> isThere(existing) ? Future.failedFuture(fault) : create(arn, request));
    }
    shared.loop().store().checkRoom();
    shared.tallies().addTopic(arn.account());
    Step step = shared.loop().step();
    TopicRecord record =
        new TopicRecord(
            step.nextSequence(),
            arn.toString(),
            ArchivePolicy.noteBeginning(Attributes.none(), attributes, step.now()),
            tags);
    TopicRef ref = new TopicRef(record, this::open);
    add(ref);
    TopicHost host = host(ref, new TopicEngine(new Topic(record, List.of()), shared.budget()));
    ref.begin(Future.succeededFuture(host));
    return host.create();
  }

  /** Deletes the topic {@code arn}, if it is there and {@code admit} refuses nothing. */
  Future<Void> delete(Arn arn, Consumer<Topic> admit) {
    TopicRef ref = byArn.get(arn.toString());
    if (ref == null) {
      return shared.writes().settled();
    }
    return ref.host()
        .compose(
            host -> {
              if (!isThere(ref)) {
                return shared.writes().settled();
              }
              admit.accept(host.topic());
              Future<Void> deleted = host.delete();
              forget(ref);
              return deleted;
            });
  }

  /**
   * Does {@code work} with the topic {@code arn}.
   *
   * @param missing what is refused if it is not there
   */
  <R> Future<R> on(
      String arn, Supplier<BrokerException> missing, Function<TopicHost, Future<R>> work) {
    TopicRef ref = byArn.get(arn);
    return ref == null
        ? Future.failedFuture(missing.get())
        : ref.host()
            .compose(host -> isThere(ref) ? work.apply(host) : Future.failedFuture(missing.get()));
  }

  /** Whether the topic was not deleted while a request waited for it to be opened. */
  private boolean isThere(TopicRef ref) {
    return byArn.get(ref.arn()) == ref;
  }

  /** The ARNs of {@code scope} after {@code after}, one more than a page has. */
  Future<Map<String, String>> list(String scope, String after) {
    return whole(
        () ->
            names.getOrDefault(scope, new TreeSet<>()).tailSet(after, false).stream()
                .limit(Limits.PAGE + 1L)
                .collect(toMap(arn -> arn, arn -> arn)));
  }

  /** The subscriptions of {@code owner} after {@code after}, one more than a page has. */
  Future<Map<String, Subscription>> listSubscriptions(String owner, String after) {
    return whole(() -> shared.index().list(owner, after));
  }

  /**
   * Confirms the subscription that is asked for, if its topic is one of these, and tells {@code
   * changed} of it unless it was confirmed before.
   */
  Future<Optional<Subscriber>> confirm(
      ConfirmationRules.Request request, Consumer<Subscriber> changed) {
    TopicRef ref = byId.get(request.token().topic());
    return ref == null
        ? Future.succeededFuture(Optional.empty())
        : ref.host().compose(host -> host.confirm(request, changed)).map(Optional::of);
  }

  /** Ends a subscription to {@code topic}, if that is there. */
  Future<Void> unsubscribe(String topic, Function<TopicHost, Future<Void>> end) {
    TopicRef ref = byArn.get(topic);
    return ref == null
        ? shared.writes().settled()
        : ref.host().compose(host -> isThere(ref) ? end.apply(host) : shared.writes().settled());
  }

  /** Ends what nobody has confirmed in time, now and every hour. */
  Future<Void> sweepSubscriptions() {
    shared.loop().after(SWEEP_MILLIS, this::sweepSubscriptions);
    List<Future<Void>> swept =
        byArn.values().stream()
            .flatMap(ref -> ref.opened().stream())
            .filter(TopicHost::hasUnsettled)
            .map(TopicHost::endLapsed)
            .toList();
    return Future.join(swept).<Void>mapEmpty().otherwiseEmpty();
  }

  /** Removes what archives need not keep any more, now and every hour. */
  void sweepArchives() {
    shared.loop().after(SWEEP_MILLIS, this::sweepArchives);
    byArn.values().forEach(ref -> ref.opened().ifPresent(TopicHost::sweepArchive));
  }

  /**
   * Goes on with what subscriptions are still to be pushed, and takes their queues from {@code
   * there}, which are all that there are, and whether they are empty; makes those that are not.
   */
  Future<Void> resumePushes(Map<QueueName, Boolean> there) {
    List<Future<Void>> resumed =
        byArn.values().stream()
            .map(ref -> ref.host().compose(host -> host.resumePushes(there)))
            .toList();
    return Future.join(resumed).mapEmpty();
  }

  /** Removes what was left behind by topics that were deleted before the broker started. */
  Future<Void> resumeSweeping() {
    return shared.sweeper().resume();
  }

  /** Ends replays and pushes, which a later start goes on with. */
  Future<Void> close() {
    shared.sweeper().end();
    byArn.values().forEach(ref -> ref.opened().ifPresent(TopicHost::close));
    return shared.couriers().close();
  }

  /** What {@code view} sees of all topics, once those that a fault has closed are open again. */
  private <R> Future<R> whole(Supplier<R> view) {
    List<Future<TopicHost>> opening = List.copyOf(closed).stream().map(TopicRef::host).toList();
    return Future.join(opening)
        .transform(
            opened -> {
              R seen = view.get();
              return shared.writes().settled().map(seen);
            });
  }

  /** Brings a topic to work again, from its rows. */
  private Future<TopicHost> open(TopicRef ref) {
    Store store = shared.loop().store();
    long id = ref.id();
    Future<List<Optional<byte[]>>> topic = store.get(TopicTables.TOPICS, List.of(Key.of(id)));
    Future<List<Row>> subscriptions =
        store.scan(TopicTables.SUBSCRIPTIONS, Key.first(id), Key.afterAll(id), Integer.MAX_VALUE);
    return Future.all(topic, subscriptions)
        .compose(
            read -> {
              shared.index().dropAll(ref.arn());
              Optional<byte[]> row = topic.result().get(0);
              if (row.isEmpty()) {
                forget(ref);
                return Future.failedFuture(Refusals.noTopic());
              }
              return open(
                  ref,
                  TopicRecord.decode(id, row.get()),
                  subscriptions.result().stream().map(SubscriptionRecord::decode).toList());
            });
  }

  private Future<TopicHost> open(
      TopicRef ref, TopicRecord record, List<SubscriptionRecord> subscriptions) {
    TopicEngine rules = new TopicEngine(new Topic(record, subscriptions), shared.budget());
    Future<List<Row>> replays =
        record.isFifo() ? remembered(rules) : Future.succeededFuture(List.of());
    return replays
        .onFailure(fault -> rules.close())
        .map(
            rows -> {
              closed.remove(ref);
              rules.topic().subscribers().forEach(shared.index()::keep);
              Stream.concat(
                      rules.topic().subscribers().stream(), rules.topic().restorable().stream())
                  .filter(Subscriber::pushes)
                  .forEach(subscriber -> shared.couriers().changed(subscriber, record));
              TopicHost host = host(ref, rules);
              if (record.isFifo()) {
                host.resume(rows);
              }
              return host;
            });
  }

  /** Tells a FIFO topic what it published lately, a slice at a time; the rows of its replays. */
  private Future<List<Row>> remembered(TopicEngine rules) {
    Store store = shared.loop().store();
    Key from = Key.first(rules.record().id());
    Key to = Key.afterAll(rules.record().id());
    Future<List<Row>> replays = store.scan(TopicTables.REPLAYS, from, to, Integer.MAX_VALUE);
    return store
        .scanAll(TopicTables.DEDUPLICATION, from, to, REMEMBERED_AT_ONCE, rules::remember)
        .compose(remembered -> replays);
  }

  private TopicHost host(TopicRef ref, TopicEngine rules) {
    return new TopicHost(
        shared,
        rules,
        free -> {
          ref.reopen(free);
          closed.add(ref);
        });
  }

  private static String account(TopicRef ref) {
    return Arn.parse(ref.arn()).map(Arn::account).orElseThrow();
  }

  private void add(TopicRef ref) {
    byArn.put(ref.arn(), ref);
    byId.put(ref.id(), ref);
    names.computeIfAbsent(ref.scope(), scope -> new TreeSet<>()).add(ref.arn());
  }

  private void forget(TopicRef ref) {
    closed.remove(ref);
    byId.remove(ref.id());
    if (byArn.remove(ref.arn(), ref)) {
      shared.tallies().topics().remove(account(ref));
      names.computeIfPresent(
          ref.scope(),
          (scope, all) -> {
            all.remove(ref.arn());
            return all.isEmpty() ? null : all;
          });
    }
  }
}
