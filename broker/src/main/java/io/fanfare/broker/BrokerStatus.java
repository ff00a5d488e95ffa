package io.fanfare.broker;

import io.fanfare.http.status.Health;
import io.fanfare.http.status.StatusOptions;
import io.fanfare.http.status.StatusServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How a broker is over its whole life, from before its store is opened until that is closed, and
 * the port that tells of it, if it has one of its own.
 */
final class BrokerStatus {

  private volatile Supplier<Health> health = () -> Health.STARTING;
  private volatile Optional<StatusServer> server = Optional.empty();

  private BrokerStatus() {}

  /** The status of a broker that starts; shown at once if {@code options} ask for that. */
  static Future<BrokerStatus> open(
      Vertx vertx, StatusOptions options, PrometheusMeterRegistry metrics) {
    BrokerStatus status = new BrokerStatus();
    if (!options.isAsked()) {
      return Future.succeededFuture(status);
    }
    return StatusServer.open(vertx, options, metrics, () -> status.health.get())
        .map(
            opened -> {
              status.server = Optional.of(opened);
              return status;
            });
  }

  /** From now on it is as {@code now} says. */
  void is(Supplier<Health> now) {
    health = now;
  }

  /** The port of its own; nothing without one. */
  OptionalInt port() {
    return server.map(one -> OptionalInt.of(one.port())).orElseGet(OptionalInt::empty);
  }

  Future<Void> close() {
    return server.map(StatusServer::close).orElseGet(Future::succeededFuture);
  }
}
