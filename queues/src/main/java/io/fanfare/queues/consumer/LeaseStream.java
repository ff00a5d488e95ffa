package io.fanfare.queues.consumer;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/** The stream as its reader sees it, from any thread. */
final class LeaseStream implements QueueConsumer {

  private final Reader reader;
  private final Consumption consumption;
  private final Future<Void> found;

  LeaseStream(Reader reader, Consumption consumption, Future<Void> found) {
    this.reader = reader;
    this.consumption = consumption;
    this.found = found;
  }

  @Override
  public QueueConsumer handler(@Nullable Handler<Lease> handler) {
    reader.deliver(reader.credit().handler(handler));
    consumption.look();
    return this;
  }

  @Override
  public QueueConsumer pause() {
    reader.credit().pause();
    consumption.look();
    return this;
  }

  @Override
  public QueueConsumer resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public QueueConsumer fetch(long amount) {
    reader.deliver(reader.credit().fetch(amount));
    consumption.look();
    return this;
  }

  @Override
  public QueueConsumer exceptionHandler(@Nullable Handler<Throwable> handler) {
    reader.exceptionHandler(handler);
    return this;
  }

  @Override
  public QueueConsumer endHandler(@Nullable Handler<Void> endHandler) {
    reader.endHandler(endHandler);
    return this;
  }

  @Override
  public Future<Void> found() {
    return found;
  }

  @Override
  public Future<Void> detach() {
    return consumption.detach();
  }

  @Override
  public Future<Void> close() {
    return consumption.close();
  }
}
