package io.fanfare.broker;

import io.fanfare.http.HttpApi;
import io.fanfare.http.Services;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Store;
import io.fanfare.runtime.Stores;
import io.fanfare.topics.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole broker as one object: opened once, asked for its queues and topics, closed once.
 *
 * <p>The floors open from the ground up (store, queues, topics, wire) and close from the top down,
 * so that no floor is ever open above one that is not.
 */
public final class Broker {

  private static final System.Logger LOG = System.getLogger(Broker.class.getName());

  /** How long requests in flight may take to be answered once the broker is closing. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Store store;
  private final Queues queues;
  private final Topics topics;
  private final Optional<HttpApi> http;
  private @Nullable Future<Void> closed;

  private Broker(Store store, Queues queues, Topics topics, Optional<HttpApi> http) {
    this.store = store;
    this.queues = queues;
    this.topics = topics;
    this.http = http;
  }

  /**
   * Opens a broker on {@code vertx}, which stays the caller's to close. A fault of the store is
   * logged; the broker then refuses everything until it is opened again.
   */
  public static Future<Broker> open(Vertx vertx, BrokerOptions options) {
    return open(
        vertx,
        options,
        fault -> LOG.log(System.Logger.Level.ERROR, "The store has failed and is closed", fault));
  }

  /**
   * As the other, for who wants to act on a fault of the store.
   *
   * @param onFault told once, on a thread of the store; nothing is acknowledged any more
   */
  public static Future<Broker> open(
      Vertx vertx, BrokerOptions options, Consumer<Throwable> onFault) {
    return open(vertx, options, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), onFault);
  }

  static Future<Broker> open(
      Vertx vertx,
      BrokerOptions options,
      PrometheusMeterRegistry metrics,
      Consumer<Throwable> onFault) {
    return Stores.open(vertx, options.getStore(), onFault)
        .compose(
            store ->
                openFloors(vertx, store, options, metrics)
                    .recover(cause -> store.close().transform(done -> Future.failedFuture(cause))));
  }

  private static Future<Broker> openFloors(
      Vertx vertx, Store store, BrokerOptions options, PrometheusMeterRegistry metrics) {
    return Queues.open(vertx, store, Clock.system(), options.getQueues())
        .compose(
            queues -> {
              Topics topics = new AbsentTopics();
              Services services = new Services(queues, topics, metrics, store::hasRoom);
              return openWire(vertx, services, options)
                  .map(http -> new Broker(store, queues, topics, http));
            });
  }

  private static Future<Optional<HttpApi>> openWire(
      Vertx vertx, Services services, BrokerOptions options) {
    if (!options.isHttpEnabled()) {
      return Future.succeededFuture(Optional.empty());
    }
    return HttpApi.open(vertx, services, options.getHttp()).map(Optional::of);
  }

  /** The queues, as the account and region of the options see them. */
  public Queues queues() {
    return queues;
  }

  /** The topics, as the account and region of the options see them. */
  public Topics topics() {
    return topics;
  }

  /** The port at which the wire protocols are answered. */
  public int port() {
    return http.orElseThrow(() -> new IllegalStateException("HTTP is not enabled")).port();
  }

  /**
   * Ends the broker: refuses new work, finishes what is in flight, answers those who wait for a
   * message with none, and closes the store when all it was given is durable. Closing twice is
   * closing once.
   */
  public synchronized Future<Void> close() {
    Future<Void> closing = closed;
    if (closing == null) {
      closing =
          http.map(wire -> wire.drain(GRACE).eventually(wire::close))
              .orElseGet(Future::succeededFuture)
              .eventually(queues::close)
              .eventually(store::close);
      closed = closing;
    }
    return closing;
  }
}
