package io.fanfare.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The requests of one event loop that are not answered yet. */
final class Exchanges {

  private final Set<Exchange> open = new HashSet<>();
  private final Promise<Void> drained = Promise.promise();
  private final Connections connections;
  private final WireCounters counters;
  private boolean draining;

  Exchanges(Connections connections, WireCounters counters) {
    this.connections = connections;
    this.counters = counters;
  }

  Exchange begin(HttpServerRequest request) {
    connections.receiving(request.connection());
    Exchange exchange = new Exchange(request, this);
    open.add(exchange);
    return exchange;
  }

  WireCounters counters() {
    return counters;
  }

  /** Told when the whole request is here. */
  void received(Exchange exchange) {
    connections.answering(exchange.request().connection());
  }

  /** Told when {@code exchange} is over. */
  void end(Exchange exchange) {
    open.remove(exchange);
    connections.idle(exchange.request().connection());
    completeIfDrained();
  }

  boolean isDraining() {
    return draining;
  }

  /** Ends all waiting; completes when every request has its answer. New requests are refused. */
  Future<Void> drain() {
    draining = true;
    List.copyOf(open).forEach(Exchange::hurry);
    completeIfDrained();
    return drained.future();
  }

  private void completeIfDrained() {
    if (draining && open.isEmpty()) {
      drained.tryComplete();
    }
  }
}
