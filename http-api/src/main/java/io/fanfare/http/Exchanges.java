package io.fanfare.http;

import io.fanfare.heap.HeapBudget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The requests of one event loop that are not answered yet. */
final class Exchanges {

  private final Set<Exchange> open = new HashSet<>();
  private final Promise<Void> drained = Promise.promise();
  private final Connections connections;
  private final HeapBudget heap;
  private final WireCounters counters;
  private final LargeWork large;
  private long small;
  private boolean draining;

  Exchanges(Connections connections, HeapBudget heap, WireCounters counters, LargeWork large) {
    this.connections = connections;
    this.heap = heap;
    this.counters = counters;
    this.large = large;
  }

  Exchange begin(HttpServerRequest request) {
    connections.receiving(request.connection());
    Exchange exchange = new Exchange(request, this);
    open.add(exchange);
    return exchange;
  }

  /** What all of them may take of the heap. */
  HeapBudget heap() {
    return heap;
  }

  /** Does what takes long away from the event loop; the future completes there. */
  <T> Future<T> elsewhere(Callable<T> work) {
    return large.run(work);
  }

  /** Told of a request that is small. */
  void small() {
    small++;
  }

  /** A turn for something of {@code bytes} among what is large. */
  Future<LargeWork.Turn> turn(long bytes) {
    return large.turn(bytes, () -> small);
  }

  WireCounters counters() {
    return counters;
  }

  /** Told when the body of {@code exchange} is not read because others have to be first. */
  void waiting(Exchange exchange) {
    connections.answering(exchange.request().connection());
  }

  /** Told when the body of {@code exchange} may come. */
  void admitted(Exchange exchange) {
    connections.receiving(exchange.request().connection());
  }

  /** Told when a good part of the answer has to be taken by its reader. */
  void writing(Exchange exchange) {
    connections.writing(exchange.request().connection());
  }

  /** Told when the whole request is here. */
  void received(Exchange exchange) {
    connections.answering(exchange.request().connection());
  }

  /** Told when {@code exchange} is over. */
  void end(Exchange exchange) {
    open.remove(exchange);
    exchange.scope().heap().close();
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
