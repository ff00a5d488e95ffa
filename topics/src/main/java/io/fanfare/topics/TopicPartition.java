package io.fanfare.topics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.functions.AsyncFunctions;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.QueueName;
import io.fanfare.runtime.EventLoop;
import io.fanfare.store.Store;
import io.fanfare.topics.gateway.OpenGateways;
import io.fanfare.topics.gateway.QueuedGateway;
import io.fanfare.topics.mobile.Gateways;
import io.fanfare.topics.mobile.MobileHosts;
import io.fanfare.topics.mobile.PlatformHost;
import io.fanfare.topics.mobile.SmsHost;
import io.fanfare.topics.model.SigningCertificate;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All that the topics' service is made of: the verticles, and which of them has which topic. */
final class TopicPartition implements MobileHosts {

  private static final System.Logger LOG = System.getLogger(TopicPartition.class.getName());
  private static final Key FIRST = Key.first(Long.MIN_VALUE);
  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final TopicSurroundings surroundings;
  private final TopicsOptions options;
  private final List<TopicVerticle> verticles;
  private final String deployment;
  private final OpenGateways open;
  private final Gateways gateways;

  private TopicPartition(
      TopicSurroundings surroundings,
      TopicsOptions options,
      List<TopicVerticle> verticles,
      String deployment,
      OpenGateways open) {
    this.surroundings = surroundings;
    this.options = options;
    this.verticles = List.copyOf(verticles);
    this.deployment = deployment;
    this.open = open;
    this.gateways = new Gateways(open.byPlatform());
    surroundings.devices().in(this);
  }

  /** Deploys the verticles and brings them the topics that the store holds. */
  static Future<TopicPartition> open(TopicSurroundings surroundings, TopicsOptions options) {
    Vertx vertx = surroundings.environment().vertx();
    Store store = surroundings.environment().store();
    List<TopicVerticle> verticles = Collections.synchronizedList(new ArrayList<>());
    return vertx
        .deployVerticle(
            () -> new TopicVerticle(surroundings, verticles::add),
            new DeploymentOptions().setInstances(TopicSurroundings.LOOPS))
        .compose(
            deployment ->
                OpenGateways.open(
                        verticles.get(0).loop(),
                        surroundings.pushing(),
                        options.getPushGateways(),
                        defaultCaller(options),
                        verticles.get(0).counters())
                    .map(
                        open ->
                            new TopicPartition(surroundings, options, verticles, deployment, open)))
        .compose(
            partition ->
                partition
                    .load(store)
                    .compose(loaded -> partition.everywhere(TopicDirectory::sweepSubscriptions))
                    .compose(swept -> partition.resumePushes())
                    .map(resumed -> partition));
  }

  Caller defaultCaller() {
    return defaultCaller(options);
  }

  private static Caller defaultCaller(TopicsOptions options) {
    return new Caller(options.getAccount(), options.getRegion(), options.getEndpoint());
  }

  @Override
  public Guard guard() {
    return surroundings.environment().guard();
  }

  /** How attempts to push went. */
  PushStates pushes() {
    return surroundings.pushes();
  }

  SigningCertificate signingCertificate() {
    return surroundings.signing().certificate();
  }

  TopicStatistics statistics() {
    return DeliveryCounters.sum(
        verticles.stream().map(TopicVerticle::counters).toList(),
        surroundings.queues().subscriptionQueues().expired());
  }

  /** Does {@code work} where the topic {@code arn} is, or would be, on its event loop. */
  <R> Future<R> at(String arn, Function<TopicDirectory, Future<R>> work) {
    TopicVerticle verticle = verticleOf(arn);
    return verticle.loop().call(() -> work.apply(verticle.topics()));
  }

  @Override
  public <R> Future<R> texts(String scope, Function<SmsHost, Future<R>> work) {
    TopicVerticle verticle = verticleOf(scope);
    return verticle.loop().call(() -> work.apply(verticle.texts()));
  }

  @Override
  public <R> Future<R> platforms(String scope, Function<PlatformHost, Future<R>> work) {
    TopicVerticle verticle = verticleOf(scope);
    return verticle.loop().call(() -> work.apply(verticle.platforms()));
  }

  @Override
  public Gateways gateways() {
    return gateways;
  }

  /** A number that nothing had before, made where {@code scope} is. */
  Future<UUID> newId(String scope) {
    EventLoop loop = verticleOf(scope).loop();
    return loop.call(() -> Future.succeededFuture(loop.step().randomUuid()));
  }

  /** Does {@code work} on every event loop. */
  <R> Future<List<R>> everywhere(Function<TopicDirectory, Future<R>> work) {
    List<Future<R>> all =
        verticles.stream()
            .map(verticle -> verticle.loop().call(() -> work.apply(verticle.topics())))
            .toList();
    return Future.all(all).map(done -> all.stream().map(Future::result).toList());
  }

  Future<Void> close() {
    return open.close()
        .eventually(() -> surroundings.environment().vertx().undeploy(deployment))
        .eventually(surroundings.pushing()::close)
        .eventually(surroundings.elsewhere()::close);
  }

  /** Whose queues could not all be told keeps them until the next start. */
  private static Future<Void> unresumed(Throwable fault) {
    LOG.log(System.Logger.Level.WARNING, "Not all pushes go on before the next start", fault);
    return Future.succeededFuture();
  }

  /** Goes on with what subscriptions are still to be pushed, and drops what none of them wants. */
  private Future<Void> resumePushes() {
    SubscriptionQueues queues = surroundings.queues().subscriptionQueues();
    return queues
        .wake()
        .compose(
            empty -> {
              Map<QueueName, Boolean> there = new ConcurrentHashMap<>(empty);
              Set<QueueName> names = there.keySet();
              names.removeIf(name -> QueuedGateway.owns(name) || AsyncFunctions.owns(name));
              return everywhere(topics -> topics.resumePushes(there))
                  .compose(resumed -> Future.join(names.stream().map(queues::delete).toList()))
                  .<Void>mapEmpty()
                  .recover(TopicPartition::unresumed);
            });
  }

  /**
   * A topic is where the hash of its ARN says, so that no directory is needed to find it, and a
   * topic that is made again under the same name comes after the one before it.
   */
  private TopicVerticle verticleOf(String arn) {
    return verticles.get(Math.floorMod(arn.hashCode(), verticles.size()));
  }

  private Future<Void> load(Store store) {
    Future<List<Row>> topics = store.scan(TopicTables.TOPICS, FIRST, LAST, Integer.MAX_VALUE);
    Future<List<Row>> subscriptions =
        store.scan(TopicTables.SUBSCRIPTIONS, FIRST, LAST, Integer.MAX_VALUE);
    return Future.all(topics, subscriptions)
        .compose(
            read -> {
              Map<Long, List<SubscriptionRecord>> byTopic =
                  subscriptions.result().stream()
                      .collect(
                          groupingBy(
                              row -> row.key().owner(),
                              mapping(SubscriptionRecord::decode, toList())));
              List<Future<Void>> added = new ArrayList<>();
              for (Row row : topics.result()) {
                TopicRecord topic = TopicRecord.decode(row.key().owner(), row.value());
                added.add(add(topic, byTopic.getOrDefault(topic.id(), List.of())));
              }
              return Future.all(added);
            })
        .compose(
            loaded -> {
              verticles.forEach(
                  verticle -> verticle.loop().execute(() -> verticle.topics().sweepArchives()));
              TopicVerticle first = verticles.get(0);
              return first.loop().call(() -> first.topics().resumeSweeping());
            });
  }

  private Future<Void> add(TopicRecord topic, List<SubscriptionRecord> subscriptions) {
    return at(topic.arn(), topics -> topics.load(topic, subscriptions));
  }
}
