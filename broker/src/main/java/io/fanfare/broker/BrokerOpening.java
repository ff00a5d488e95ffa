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
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.Topics;
import io.fanfare.topics.push.Reach;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The way of one broker from its options to open floors; what fails closes those below it. */
final class BrokerOpening {

  private final Vertx vertx;
  private final BrokerOptions options;
  private final Broker.Surroundings surroundings;
  private final PrometheusRegistry registry;

  /** At which port its wire answers, once that is known: what it sends there comes back to it. */
  private final AtomicInteger listening = new AtomicInteger(-1);

  BrokerOpening(Vertx vertx, BrokerOptions options, Broker.Surroundings surroundings) {
    this.vertx = vertx;
    this.options = options;
    this.surroundings = surroundings;
    this.registry = surroundings.metrics().getPrometheusRegistry();
  }

  /** Opens all floors, from the ground up. */
  Future<Floors> open() {
    return vertx
        .executeBlocking(
            () ->
                new Floors.Files(
                    AccessWatch.open(options),
                    KeyWatch.open(options.getKeys()),
                    Configured.application(options)),
            false)
        .compose(
            files ->
                BrokerStatus.open(vertx, options.getStatus(), surroundings.metrics())
                    .compose(status -> orElseClose(audited(files, status), status::close)));
  }

  private Future<Floors> audited(Floors.Files files, BrokerStatus status) {
    return AuditLog.open(vertx, options.getAuditLog(), System::currentTimeMillis)
        .compose(
            audit -> orElseClose(floors(new Floors.Beside(files, audit, status)), audit::close));
  }

  private Future<Floors> floors(Floors.Beside beside) {
    HeapBudget heap = heap(options.getInFlightBytes());
    registry.register(new HeapMetrics(heap));
    AtomicBoolean sound = new AtomicBoolean(true);
    Consumer<Throwable> fail =
        fault -> {
          sound.set(false);
          surroundings.onFault().accept(fault);
        };
    StoreMetrics storeMetrics = new StoreMetrics(surroundings.metrics());
    return Stores.open(vertx, options.getStore(), storeMetrics, fail)
        .onSuccess(storeMetrics::watch)
        .compose(
            store ->
                orElseClose(
                    aboveStore(
                        environment(surroundings.between().store().apply(store), heap, beside),
                        beside,
                        sound::get),
                    store::close));
  }

  private static HeapBudget heap(long inFlightBytes) {
    return inFlightBytes > 0 ? new HeapBudget(inFlightBytes) : HeapBudget.ofHeap();
  }

  private Environment environment(Store store, HeapBudget heap, Floors.Beside beside) {
    Optional<AccessWatch> access = beside.files().access();
    Authorization authorization =
        access.map(AccessWatch::authorization).orElseGet(Authorization::off);
    Guard guard = new Guard(authorization, beside.audit().trail(), surroundings.clock()::millis);
    access.ifPresent(watch -> registry.register(new AccessMetrics(watch)));
    registry.register(new RightsMetrics(guard, beside.audit()));
    KeyWatch keys = beside.files().keys();
    registry.register(new SealMetrics(keys));
    HeapBudget pushHeap = HeapBudget.ofPushes();
    return new Environment(vertx, store, surroundings.clock(), heap, pushHeap, guard, keys.seals());
  }

  private Future<Floors> aboveStore(
      Environment environment, Floors.Beside beside, BooleanSupplier sound) {
    return beside
        .files()
        .keys()
        .check(vertx, environment.store(), next -> Topics.sealAnew(environment, next))
        .compose(checked -> surroundings.founding().apply(environment))
        .compose(founded -> Queues.open(environment, options.getQueues()))
        .compose(queues -> aboveQueues(new Ground(environment, queues, sound, beside)));
  }

  private Future<Floors> aboveQueues(Ground ground) {
    registry.register(
        new QueueMetrics(ground.queues, surroundings.clock(), options.getQueueMetrics()));
    return orElseClose(
            Functions.open(ground.environment, ground.queues, options.getFunctions(), this::isOwn)
                .onSuccess(one -> registry.register(new FunctionMetrics(one::statistics)))
                .compose(
                    functions -> orElseClose(aboveFunctions(ground, functions), functions::close)),
            ground.queues::close)
        .onSuccess(
            floors -> {
              floors.http().ifPresent(api -> listening.set(api.port()));
              floors.beside().status().is(ground::health);
            });
  }

  private Future<Floors> aboveFunctions(Ground ground, Functions functions) {
    return topics(ground, functions)
        .compose(topics -> orElseClose(aboveTopics(ground, functions, topics), topics::close));
  }

  private Future<Topics> topics(Ground ground, Functions functions) {
    Reach reach = new Reach(options.isHttpEnabled() && options.getHttp().isLoopback(), this::isOwn);
    return Topics.open(ground.environment, ground.queues, functions, options.getTopics(), reach)
        .onSuccess(
            topics ->
                registry.register(new TopicMetrics(topics::statistics, topics.mobile()::unsent)));
  }

  /** The wire, at which nobody asks before the resources are as the options say. */
  private Future<Floors> aboveTopics(Ground ground, Functions functions, Topics topics) {
    BrokerServices services =
        new BrokerServices(ground.queues, topics, functions, options.getQueues().getEndpoint());
    Broker.Between between = surroundings.between();
    Floors.Seen seen =
        new Floors.Seen(
            between.queues().apply(ground.queues), functions, between.topics().apply(topics));
    return Configured.apply(
            ground.beside.files().application(), ground.environment, services, options)
        .compose(there -> wire(ground, seen))
        .map(http -> new Floors(ground.environment.store(), seen, http, ground.beside));
  }

  private Future<Optional<HttpApi>> wire(Ground ground, Floors.Seen seen) {
    if (!options.isHttpEnabled()) {
      return Future.succeededFuture(Optional.empty());
    }
    Environment environment = ground.environment;
    Services services =
        new Services(
            seen.queues(),
            seen.topics(),
            seen.functions(),
            environment.heap(),
            options.getStatus().isAsked() ? Optional.empty() : Optional.of(surroundings.metrics()),
            ground::health,
            environment.authorization());
    return HttpApi.open(vertx, services, options.getHttp())
        .onSuccess(
            http -> {
              registry.register(new HttpMetrics(http::statistics));
              registry.register(new StompMetrics(http::stompStatistics));
              if (options.getHttp().getTls().isAsked()) {
                registry.register(new TlsMetrics(http::tlsStatistics));
              }
            })
        .map(Optional::of);
  }

  private boolean isOwn(int port) {
    return port == listening.get();
  }

  /** What {@code opening} opens; if that fails, what stands below it is closed again. */
  private static <T> Future<T> orElseClose(Future<T> opening, Supplier<Future<Void>> below) {
    return opening.recover(cause -> below.get().transform(closed -> Future.failedFuture(cause)));
  }

  /**
   * All that is open of a broker.
   *
   * @param store where rows survive
   * @param services the floors above it
   * @param http the wire, if it is answered
   * @param beside what stands beside the floors
   */
  record Floors(Store store, Seen services, Optional<HttpApi> http, Beside beside) {

    /**
     * The floors of a broker that have services.
     *
     * @param queues those of the queues, as they are seen from outside
     * @param functions that of the functions
     * @param topics those of the topics, as they are seen from outside
     */
    record Seen(Queues queues, Functions functions, Topics topics) {}

    /**
     * What stands beside the floors.
     *
     * @param files what was read before anything was opened
     * @param audit the record of what was decided
     * @param status health and metrics
     */
    record Beside(Files files, AuditLog audit, BrokerStatus status) {}

    /**
     * What was read before anything was opened.
     *
     * @param access the access file, if there is one
     * @param keys the key file
     * @param application the resources that there are to be, if any were given
     */
    record Files(Optional<AccessWatch> access, KeyWatch keys, Optional<Application> application) {}
  }

  /** What topics and the wire are built on. */
  private record Ground(
      Environment environment, Queues queues, BooleanSupplier sound, Floors.Beside beside) {

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
}
