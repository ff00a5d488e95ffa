package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Consumption;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.engine.ReceiptHandleCodec;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.GarbageRow;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Attempt;
import io.fanfare.runtime.Environment;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.store.Store;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** All that the queues' service is made of: the verticles, the lifecycle, the store, the codec. */
final class QueuePartition {

  /** Where a message of a queue has a row, whatever its state. */
  private static final List<Table> HELD_IN =
      List.of(QueueTables.READY, QueueTables.DELAYED, QueueTables.LEASED);

  private static final Key HANDLE_SECRET = Key.of(1);
  private static final int SECRET_BYTES = 32;

  private final Vertx vertx;
  private final Store store;
  private final HeapBudget heap;
  private final HeapBudget pushHeap;
  private final QueuesOptions options;
  private final QueueDirectory directory;
  private final QueueLifecycle lifecycle;
  private final Access access;
  private final WaitingReceives waiting;
  private final List<QueueVerticle> verticles;
  private final String deployment;
  private final ThreadLocal<ReceiptHandleCodec> codec;
  private final HistorySampler histories;

  private QueuePartition(Opening opening, String deployment, byte[] secret) {
    this.vertx = opening.environment().vertx();
    this.store = opening.environment().store();
    this.heap = opening.environment().heap();
    this.pushHeap = opening.environment().pushHeap();
    this.options = opening.options();
    this.deployment = deployment;
    this.verticles = List.copyOf(opening.verticles());
    EventLoop first = opening.verticles().get(0).loop();
    this.directory =
        new QueueDirectory(sweeper(first), options.isTenantMetrics(), this::moveSources);
    this.lifecycle = new QueueLifecycle(first, directory, opening.verticles(), options);
    this.access = new Access(directory, opening.environment(), options.isStrictDelivery());
    this.waiting = new WaitingReceives(options);
    this.histories = new HistorySampler(first, directory.byName().values());
    this.codec = ThreadLocal.withInitial(() -> new ReceiptHandleCodec(secret));
  }

  /** What is needed to open the partition, and the verticles that have started for it. */
  private record Opening(
      Environment environment, QueuesOptions options, List<QueueVerticle> verticles) {}

  /** Deploys the verticles and learns which queues there are. */
  static Future<QueuePartition> open(Environment environment, QueuesOptions options) {
    int instances = Math.max(1, Runtime.getRuntime().availableProcessors());
    List<QueueVerticle> verticles = Collections.synchronizedList(new ArrayList<>());
    ContentSeals seals = new ContentSeals(environment.seals());
    Opening opening = new Opening(environment, options, verticles);
    Store store = environment.store();
    return environment
        .vertx()
        .deployVerticle(
            () -> new QueueVerticle(environment, seals, instances, verticles::add),
            new DeploymentOptions().setInstances(instances))
        .compose(
            deployment ->
                secret(store).map(secret -> new QueuePartition(opening, deployment, secret)))
        .compose(partition -> partition.lifecycle.load().map(loaded -> partition))
        .onSuccess(partition -> partition.wakeAll())
        .onSuccess(partition -> partition.histories.begin());
  }

  /** What seals and opens the contents of messages. */
  ContentSeals seals() {
    return verticles.get(0).seals();
  }

  private Predicate<Arn> moveSources(QueueName deadLetters, MoveTask task) {
    return access.sources(deadLetters, task);
  }

  Store store() {
    return store;
  }

  /** The heap that what is handed out may take. */
  HeapBudget heap() {
    return heap;
  }

  /** The heap that messages may take while they are pushed. */
  HeapBudget pushHeap() {
    return pushHeap;
  }

  QueueLifecycle lifecycle() {
    return lifecycle;
  }

  /** Where requests come in that name a queue. */
  Access access() {
    return access;
  }

  /** What the queues did lately. */
  HistorySampler histories() {
    return histories;
  }

  /** Who waits for messages. */
  WaitingReceives waiting() {
    return waiting;
  }

  /** This thread's codec of receipt handles. */
  ReceiptHandleCodec codec() {
    return codec.get();
  }

  long purgeIntervalMillis() {
    return options.getPurgeIntervalSeconds() * 1_000L;
  }

  Caller defaultCaller() {
    return new Caller(options.getAccount(), options.getRegion(), options.getEndpoint());
  }

  /** The queue of a subscription called {@code name}, which is there. */
  QueueRef ofSubscription(QueueName name) {
    return Optional.ofNullable(directory.byName(QueueKind.SUBSCRIPTION).get(name))
        .orElseThrow(QueueRef::unknown);
  }

  /** Where the queue of a subscription called {@code name} works; anywhere if it is not there. */
  EventLoop loopOfSubscription(QueueName name) {
    QueueRef ref = directory.byName(QueueKind.SUBSCRIPTION).get(name);
    return (ref == null ? verticles.get(0) : ref.verticle()).loop();
  }

  /** Whether a subscription has the queue {@code name}. */
  boolean hasSubscription(QueueName name) {
    return directory.byName(QueueKind.SUBSCRIPTION).containsKey(name);
  }

  /** The queue that takes {@code mail}, if it has agreed to who sends it. */
  QueueRef deliver(SharedMessage.Addressed mail) {
    if (!mail.ofSubscription()) {
      return access.deliver(mail.queue(), mail.topic());
    }
    QueueRef ref = ofSubscription(QueueName.of(mail.queue()));
    store.checkRoom();
    return ref;
  }

  /**
   * A consumer of the queue that {@code door} finds or refuses, for who calls; it is asked again
   * before each receive.
   */
  QueueConsumer consumer(Supplier<QueueRef> door, ConsumerOptions options, HeapBudget heap) {
    Future<QueueRef> ref = Attempt.of(() -> Future.succeededFuture(door.get()));
    QueueVerticle verticle = ref.succeeded() ? ref.result().verticle() : verticles.get(0);
    return Consumption.open(vertx, new QueueSource(ref, verticle, heap, door), options);
  }

  /** The queue of a user called {@code name}, if there is one. */
  Optional<QueueRef> find(QueueName name) {
    return directory.find(name);
  }

  /** What time it is. */
  long now() {
    return verticles.get(0).loop().now();
  }

  /** Does {@code work} with the host of {@code ref} on its event loop. */
  <R> Future<R> on(QueueRef ref, Function<QueueHost, Future<R>> work) {
    return ref.verticle().loop().call(() -> ref.host().compose(work));
  }

  List<QueueStatistics> statistics() {
    List<QueueStatistics> all = new ArrayList<>();
    directory
        .byName()
        .values()
        .forEach(ref -> ref.opened().ifPresent(host -> all.add(statistics(ref, host))));
    return all;
  }

  static QueueStatistics statistics(QueueRef ref, QueueHost host) {
    return host.counters().statistics(ref.queue().name());
  }

  QueueTotals totals() {
    long queues =
        directory.byName().values().stream().filter(ref -> !ref.queue().isDeleted()).count();
    return LoopCounters.sum(
        queues, verticles.stream().map(verticle -> verticle.counters(QueueKind.USER)).toList());
  }

  /** How many messages of the queues of subscriptions have ended by themselves. */
  long expiredOfSubscriptions() {
    return verticles.stream().mapToLong(verticle -> verticle.expirations().count()).sum();
  }

  /** Lets consumers finish what they have in hand, answers those who wait, and ends. */
  Future<Void> close() {
    List<Future<Void>> consumed =
        verticles.stream()
            .map(verticle -> verticle.loop().call(() -> verticle.consumers().close()))
            .toList();
    return Future.join(consumed).transform(all -> sendAllHome());
  }

  private Future<Void> sendAllHome() {
    directory.close();
    histories.end();
    directory.sweeper().end();
    List<Future<?>> sent = new ArrayList<>();
    // Those of subscriptions are woken by who pushes what is in them.
    for (QueueRef ref : directory.byName(QueueKind.USER).values()) {
      ref.opened()
          .ifPresent(
              host ->
                  sent.add(
                      ref.verticle()
                          .loop()
                          .call(
                              () -> {
                                host.sendAllHome();
                                return Future.succeededFuture();
                              })));
    }
    return Future.join(sent).transform(all -> vertx.undeploy(deployment));
  }

  /**
   * Opens the queues of users in the background, so that retention and metrics need nobody to ask.
   */
  private void wakeAll() {
    directory.sweeper().resume();
    wake(directory.byName(QueueKind.USER).values());
  }

  private void wake(Collection<QueueRef> some) {
    Future<?> all = Future.succeededFuture();
    for (QueueRef ref : some) {
      all = all.transform(before -> on(ref, host -> Future.succeededFuture()));
    }
  }

  /**
   * Looks which queues of subscriptions are empty, of which there may be very many, and opens the
   * others in the background. Who cannot be looked at is not empty: opening it tells why.
   */
  Future<Map<QueueName, Boolean>> wakeSubscriptions() {
    List<QueueRef> all = List.copyOf(directory.byName(QueueKind.SUBSCRIPTION).values());
    List<Future<Boolean>> looks = all.stream().map(ref -> isEmpty(ref).otherwise(false)).toList();
    return Future.all(looks)
        .map(
            looked -> {
              Map<QueueName, Boolean> empty = new HashMap<>();
              List<QueueRef> rest = new ArrayList<>();
              for (int i = 0; i < all.size(); i++) {
                empty.put(all.get(i).queue().name(), looks.get(i).result());
                if (!looks.get(i).result()) {
                  rest.add(all.get(i));
                }
              }
              wake(rest);
              return empty;
            });
  }

  /** Whether a queue has no message in any state; it is not opened for that. */
  Future<Boolean> isEmpty(QueueRef ref) {
    long generation = ref.queue().generation();
    List<Future<Long>> counts =
        HELD_IN.stream()
            .map(table -> store.count(table, Key.first(generation), Key.afterAll(generation)))
            .toList();
    return Future.all(counts)
        .map(counted -> counts.stream().allMatch(count -> count.result() == 0));
  }

  private static RowSweeper sweeper(EventLoop loop) {
    return new RowSweeper(
        loop,
        QueueTables.GARBAGE,
        List.of(
            QueueTables.READY,
            QueueTables.DELAYED,
            QueueTables.LEASED,
            QueueTables.GROUPED,
            QueueTables.RETURNED,
            QueueTables.DEDUPLICATION),
        GarbageRow::removal);
  }

  private static Future<byte[]> secret(Store store) {
    return store
        .get(QueueTables.SECRETS, List.of(HANDLE_SECRET))
        .compose(
            found -> {
              if (found.get(0).isPresent()) {
                return Future.succeededFuture(found.get(0).get());
              }
              byte[] secret = new byte[SECRET_BYTES];
              new SecureRandom().nextBytes(secret);
              return store
                  .write(List.of(Change.put(QueueTables.SECRETS, HANDLE_SECRET, secret)))
                  .map(written -> secret);
            });
  }
}
