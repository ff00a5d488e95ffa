package io.fanfare.broker;

import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.broker.config.Application;
import io.fanfare.broker.config.BrokerServices;
import io.fanfare.functions.Functions;
import io.fanfare.heap.HeapBudget;
import io.fanfare.http.HttpApi;
import io.fanfare.http.Services;
import io.fanfare.http.status.Health;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.fanfare.store.Store;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.Topics;
import io.fanfare.topics.push.Reach;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole broker as one object: opened once, asked for its queues and topics, closed once.
 *
 * <p>The floors open from the ground up (store, queues, functions, topics, wire) and close from the
 * top down, so that no floor is ever open above one that is not.
 */
public final class Broker {

  /** How long requests in flight may take to be answered once the broker is closing. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Store store;
  private final Queues queues;
  private final Functions functions;
  private final Topics topics;
  private final Optional<HttpApi> http;
  private final Optional<AccessWatch> access;
  private final AuditLog audit;
  private final KeyWatch keys;
  private final BrokerStatus status;
  private final Optional<Application> application;
  private @Nullable Future<Void> closed;

  private Broker(Ground ground, Functions functions, Topics topics, Optional<HttpApi> http) {
    this.store = ground.environment.store();
    this.queues = ground.queues;
    this.functions = functions;
    this.topics = topics;
    this.http = http;
    this.access = ground.start.access();
    this.audit = ground.audit;
    this.status = ground.start.status();
    this.keys = ground.start.keys();
    this.application = ground.start.files().application();
  }

  /**
   * Opens a broker on {@code vertx}, which stays the caller's to close. A fault of the store, which
   * logs it, is final: the broker refuses everything until it is opened again.
   */
  public static Future<Broker> open(Vertx vertx, BrokerOptions options) {
    return open(vertx, options, logged -> {});
  }

  /**
   * As the other, for who wants to act on a fault of the store.
   *
   * @param onFault told once, on a thread of the store, which has logged the fault; nothing is
   *     acknowledged any more
   */
  public static Future<Broker> open(
      Vertx vertx, BrokerOptions options, Consumer<Throwable> onFault) {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return open(vertx, options, metrics, onFault, store -> store);
  }

  /** As the other; {@code over} is what stands between the services and the store. */
  static Future<Broker> open(
      Vertx vertx,
      BrokerOptions options,
      PrometheusMeterRegistry metrics,
      Consumer<Throwable> onFault,
      UnaryOperator<Store> over) {
    BrokerOptions given = new BrokerOptions(options.toJson());
    return vertx
        .executeBlocking(
            () ->
                new Files(
                    AccessWatch.open(given),
                    KeyWatch.open(given.getKeys()),
                    Configured.application(given)),
            false)
        .compose(
            files ->
                BrokerStatus.open(vertx, given.getStatus(), metrics)
                    .compose(
                        status ->
                            orElseClose(
                                openAudited(
                                    new Start(vertx, given, metrics, files, status), onFault, over),
                                status::close)))
        .compose(broker -> orElseClose(broker.applyConfirmed(given).map(broker), broker::close))
        .onSuccess(
            broker -> {
              broker.access.ifPresent(AccessWatch::begin);
              broker.keys.begin();
            });
  }

  private static Future<Broker> openAudited(
      Start start, Consumer<Throwable> onFault, UnaryOperator<Store> over) {
    return AuditLog.open(start.vertx(), start.options().getAuditLog(), System::currentTimeMillis)
        .compose(audit -> orElseClose(openFloors(start, audit, onFault, over), audit::close));
  }

  /** What was read before anything was opened. */
  private record Files(
      Optional<AccessWatch> access, KeyWatch keys, Optional<Application> application) {}

  /** What a broker is opened with. */
  private record Start(
      Vertx vertx,
      BrokerOptions options,
      PrometheusMeterRegistry metrics,
      Files files,
      BrokerStatus status) {

    Optional<AccessWatch> access() {
      return files.access();
    }

    KeyWatch keys() {
      return files.keys();
    }

    Environment environment(Store store, HeapBudget heap, AuditLog audit) {
      Clock clock = Clock.system();
      Authorization authorization =
          access().map(AccessWatch::authorization).orElseGet(Authorization::off);
      Guard guard = new Guard(authorization, audit.trail(), clock::millis);
      access()
          .ifPresent(watch -> metrics.getPrometheusRegistry().register(new AccessMetrics(watch)));
      metrics.getPrometheusRegistry().register(new RightsMetrics(guard, audit));
      metrics.getPrometheusRegistry().register(new SealMetrics(keys()));
      HeapBudget pushHeap = HeapBudget.ofPushes();
      return new Environment(vertx, store, clock, heap, pushHeap, guard, keys().seals());
    }
  }

  private static Future<Broker> openFloors(
      Start start, AuditLog audit, Consumer<Throwable> onFault, UnaryOperator<Store> over) {
    BrokerOptions options = start.options();
    PrometheusMeterRegistry metrics = start.metrics();
    HeapBudget heap = heap(options.getInFlightBytes());
    metrics.getPrometheusRegistry().register(new HeapMetrics(heap));
    AtomicBoolean sound = new AtomicBoolean(true);
    Consumer<Throwable> fail =
        fault -> {
          sound.set(false);
          onFault.accept(fault);
        };
    StoreMetrics storeMetrics = new StoreMetrics(metrics);
    return Stores.open(start.vertx(), options.getStore(), storeMetrics, fail)
        .onSuccess(storeMetrics::watch)
        .compose(
            store -> {
              Environment environment = start.environment(over.apply(store), heap, audit);
              return orElseClose(
                  start
                      .keys()
                      .check(
                          start.vertx(),
                          environment.store(),
                          next -> Topics.sealAnew(environment, next))
                      .compose(checked -> Queues.open(environment, options.getQueues()))
                      .compose(
                          queues ->
                              openAbove(
                                  new Ground(environment, queues, sound::get, start, audit),
                                  options,
                                  metrics)),
                  store::close);
            });
  }

  private static HeapBudget heap(long inFlightBytes) {
    return inFlightBytes > 0 ? new HeapBudget(inFlightBytes) : HeapBudget.ofHeap();
  }

  private static Future<Broker> openAbove(
      Ground ground, BrokerOptions options, PrometheusMeterRegistry metrics) {
    PrometheusRegistry registry = metrics.getPrometheusRegistry();
    registry.register(
        new QueueMetrics(ground.queues, ground.environment.clock(), options.getQueueMetrics()));
    AtomicInteger listening = new AtomicInteger(-1);
    IntPredicate own = port -> port == listening.get();
    return orElseClose(
            Functions.open(ground.environment, ground.queues, options.getFunctions(), own)
                .onSuccess(one -> registry.register(new FunctionMetrics(one::statistics)))
                .compose(
                    functions ->
                        orElseClose(
                            openTopics(ground, functions, options, metrics, own)
                                .compose(
                                    topics ->
                                        orElseClose(
                                            openApplied(ground, functions, topics, options, metrics)
                                                .map(
                                                    http ->
                                                        new Broker(
                                                            ground, functions, topics, http)),
                                            topics::close)),
                            functions::close)),
            ground.queues::close)
        .onSuccess(
            broker -> {
              broker.http.ifPresent(api -> listening.set(api.port()));
              broker.status.is(ground::health);
            });
  }

  /** The wire, at which nobody asks before the resources are as the options say. */
  private static Future<Optional<HttpApi>> openApplied(
      Ground ground,
      Functions functions,
      Topics topics,
      BrokerOptions options,
      PrometheusMeterRegistry metrics) {
    BrokerServices services =
        new BrokerServices(ground.queues, topics, functions, options.getQueues().getEndpoint());
    return Configured.apply(
            ground.start.files().application(), ground.environment, services, options)
        .compose(there -> openWire(ground, functions, topics, options, metrics));
  }

  /** What is confirmed by a request to the broker is made when it can answer one. */
  private Future<Void> applyConfirmed(BrokerOptions options) {
    String endpoint =
        http.map(api -> Configured.reachedAt(options.getHttp(), api.port()))
            .orElseGet(options.getQueues()::getEndpoint);
    return application
        .map(given -> given.applyConfirmed(new BrokerServices(queues, topics, functions, endpoint)))
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Topics> openTopics(
      Ground ground,
      Functions functions,
      BrokerOptions options,
      PrometheusMeterRegistry metrics,
      IntPredicate own) {
    Reach reach = new Reach(options.isHttpEnabled() && options.getHttp().isLoopback(), own);
    return Topics.open(ground.environment, ground.queues, functions, options.getTopics(), reach)
        .onSuccess(
            topics ->
                metrics
                    .getPrometheusRegistry()
                    .register(new TopicMetrics(topics::statistics, topics.mobile()::unsent)));
  }

  private static Future<Optional<HttpApi>> openWire(
      Ground ground,
      Functions functions,
      Topics topics,
      BrokerOptions options,
      PrometheusMeterRegistry metrics) {
    if (!options.isHttpEnabled()) {
      return Future.succeededFuture(Optional.empty());
    }
    Environment environment = ground.environment;
    Services services =
        new Services(
            ground.queues,
            topics,
            functions,
            environment.heap(),
            options.getStatus().isAsked() ? Optional.empty() : Optional.of(metrics),
            ground::health,
            environment.authorization());
    return HttpApi.open(environment.vertx(), services, options.getHttp())
        .onSuccess(
            http -> {
              metrics.getPrometheusRegistry().register(new HttpMetrics(http::statistics));
              metrics.getPrometheusRegistry().register(new StompMetrics(http::stompStatistics));
              if (options.getHttp().getTls().isAsked()) {
                metrics.getPrometheusRegistry().register(new TlsMetrics(http::tlsStatistics));
              }
            })
        .map(Optional::of);
  }

  /** What {@code opening} opens; if that fails, what stands below it is closed again. */
  private static <T> Future<T> orElseClose(Future<T> opening, Supplier<Future<Void>> below) {
    return opening.recover(cause -> below.get().transform(closed -> Future.failedFuture(cause)));
  }

  /** What topics and the wire are built on. */
  private record Ground(
      Environment environment, Queues queues, BooleanSupplier sound, Start start, AuditLog audit) {

    Health health() {
      if (!sound.getAsBoolean()) {
        return Health.FAULT;
      }
      return switch (environment.store().room()) {
        case ENOUGH -> Health.OK;
        case FULL -> Health.DISK_FULL;
        case NONE -> Health.NO_SPACE;
      };
    }
  }

  /** The queues, as the account and region of the options see them. */
  public Queues queues() {
    return queues;
  }

  /** The topics, as the account and region of the options see them. */
  public Topics topics() {
    return topics;
  }

  /** The functions, as the account and region of the options see them. */
  public Functions functions() {
    return functions;
  }

  /** The port at which the wire protocols are answered. */
  public int port() {
    return http.orElseThrow(() -> new IllegalStateException("HTTP is not enabled")).port();
  }

  /** The port of health and metrics, if they have one of their own. */
  public OptionalInt statusPort() {
    return status.port();
  }

  /**
   * Reads the access file, the key file and those of the certificate again soon, if there are any;
   * otherwise that happens when they change.
   */
  public void reload() {
    access.ifPresent(AccessWatch::reloadSoon);
    http.ifPresent(HttpApi::reloadCertificate);
    keys.reloadSoon();
  }

  /**
   * Copies all that the broker keeps into {@code directory}, which is empty or not there, while it
   * goes on. The copy has everything that was acknowledged before the call; master keys are not
   * part of it. Fails with a {@link BackupException} where it cannot be made, and leaves nothing
   * then.
   */
  public Future<Backup> backup(Path directory) {
    return store.backup(directory);
  }

  /**
   * Ends the broker: refuses new work, finishes what is in flight, answers those who wait for a
   * message with none, and closes the store when all it was given is durable. Closing twice is
   * closing once.
   */
  public synchronized Future<Void> close() {
    Future<Void> closing = closed;
    if (closing == null) {
      access.ifPresent(AccessWatch::close);
      keys.close();
      status.is(() -> Health.DRAINING);
      closing =
          http.map(wire -> wire.drain(GRACE).eventually(wire::close))
              .orElseGet(Future::succeededFuture)
              .eventually(topics::close)
              .eventually(functions::close)
              .eventually(queues::close)
              .eventually(store::close)
              .eventually(audit::close)
              .eventually(status::close);
      closed = closing;
    }
    return closing;
  }
}
