package io.fanfare.broker;

import io.fanfare.broker.config.BrokerServices;
import io.fanfare.functions.Functions;
import io.fanfare.http.HttpApi;
import io.fanfare.http.status.Health;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.fanfare.store.Store;
import io.fanfare.topics.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
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

  private final BrokerOpening.Floors floors;
  private @Nullable Future<Void> closed;

  private Broker(BrokerOpening.Floors floors) {
    this.floors = floors;
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
    return open(vertx, options, Surroundings.of(onFault));
  }

  /** As the other; {@code over} is what stands between the services and the store. */
  static Future<Broker> open(
      Vertx vertx,
      BrokerOptions options,
      PrometheusMeterRegistry metrics,
      Consumer<Throwable> onFault,
      UnaryOperator<Store> over) {
    Between between = new Between(over, UnaryOperator.identity(), UnaryOperator.identity());
    return open(vertx, options, new Surroundings(Clock.system(), onFault, metrics, between));
  }

  /** As the other, for who wants the broker to go by another clock, or to see what comes in. */
  public static Future<Broker> open(Vertx vertx, BrokerOptions options, Surroundings surroundings) {
    BrokerOptions given = new BrokerOptions(options.toJson());
    return new BrokerOpening(vertx, given, surroundings)
        .open()
        .map(Broker::new)
        .compose(broker -> broker.applied(given));
  }

  /** Has all be as the options say; if that fails, it is closed again. */
  private Future<Broker> applied(BrokerOptions given) {
    return applyConfirmed(given)
        .recover(cause -> close().transform(done -> Future.failedFuture(cause)))
        .onSuccess(
            done -> {
              files().access().ifPresent(AccessWatch::begin);
              files().keys().begin();
            })
        .map(this);
  }

  /** What is confirmed by a request to the broker is made when it can answer one. */
  private Future<Void> applyConfirmed(BrokerOptions options) {
    String endpoint =
        floors
            .http()
            .map(api -> Configured.reachedAt(options.getHttp(), api.port()))
            .orElseGet(options.getQueues()::getEndpoint);
    return files()
        .application()
        .map(
            given ->
                given.applyConfirmed(new BrokerServices(queues(), topics(), functions(), endpoint)))
        .orElseGet(Future::succeededFuture);
  }

  private BrokerOpening.Floors.Files files() {
    return floors.beside().files();
  }

  /** The queues, as the account and region of the options see them. */
  public Queues queues() {
    return floors.services().queues();
  }

  /** The topics, as the account and region of the options see them. */
  public Topics topics() {
    return floors.services().topics();
  }

  /** The functions, as the account and region of the options see them. */
  public Functions functions() {
    return floors.services().functions();
  }

  /** The port at which the wire protocols are answered. */
  public int port() {
    return floors.http().orElseThrow(() -> new IllegalStateException("HTTP is not enabled")).port();
  }

  /** The port of health and metrics, if they have one of their own. */
  public OptionalInt statusPort() {
    return floors.beside().status().port();
  }

  /**
   * Reads the access file, the key file and those of the certificate again soon, if there are any;
   * otherwise that happens when they change.
   */
  public void reload() {
    files().access().ifPresent(AccessWatch::reloadSoon);
    floors.http().ifPresent(HttpApi::reloadCertificate);
    files().keys().reloadSoon();
  }

  /**
   * Copies all that the broker keeps into {@code directory}, which is empty or not there, while it
   * goes on. The copy has everything that was acknowledged before the call; master keys are not
   * part of it. Fails with a {@link BackupException} where it cannot be made, and leaves nothing
   * then.
   */
  public Future<Backup> backup(Path directory) {
    return floors.store().backup(directory);
  }

  /**
   * Ends the broker: refuses new work, finishes what is in flight, answers those who wait for a
   * message with none, and closes the store when all it was given is durable. Closing twice is
   * closing once.
   */
  public synchronized Future<Void> close() {
    Future<Void> closing = closed;
    if (closing == null) {
      files().access().ifPresent(AccessWatch::close);
      files().keys().close();
      BrokerOpening.Floors.Beside beside = floors.beside();
      beside.status().is(() -> Health.DRAINING);
      closing =
          floors
              .http()
              .map(wire -> wire.drain(GRACE).eventually(wire::close))
              .orElseGet(Future::succeededFuture)
              .eventually(topics()::close)
              .eventually(functions()::close)
              .eventually(queues()::close)
              .eventually(floors.store()::close)
              .eventually(beside.audit()::close)
              .eventually(beside.status()::close);
      closed = closing;
    }
    return closing;
  }

  /**
   * What a broker lives in, which no option tells.
   *
   * @param clock by which it goes
   * @param onFault told once of a fault of the store, on a thread of the store, which has logged it
   * @param metrics where it registers what it counts
   * @param between what stands between its floors
   * @param founding what is done with the environment of its floors before they open
   */
  public record Surroundings(
      Clock clock,
      Consumer<Throwable> onFault,
      PrometheusMeterRegistry metrics,
      Between between,
      Function<Environment, Future<Void>> founding) {

    /** The same, with nothing done before. */
    public Surroundings(
        Clock clock,
        Consumer<Throwable> onFault,
        PrometheusMeterRegistry metrics,
        Between between) {
      this(clock, onFault, metrics, between, environment -> Future.succeededFuture());
    }

    /** The machine's clock, metrics of its own, and nothing in between. */
    public static Surroundings of(Consumer<Throwable> onFault) {
      return new Surroundings(
          Clock.system(),
          onFault,
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
          Between.nothing());
    }
  }

  /**
   * What stands between floors: each is given what is below, and answers what is seen of it above.
   *
   * @param store between the store and the services
   * @param queues between the queues and who asks for them, on the wire or in this process; topics
   *     and functions use those below
   * @param topics the same of the topics
   */
  public record Between(
      UnaryOperator<Store> store, UnaryOperator<Queues> queues, UnaryOperator<Topics> topics) {

    /** Nothing in between. */
    public static Between nothing() {
      return new Between(
          UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }
  }
}
