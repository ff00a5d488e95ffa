package io.fanfare.topics;

import io.fanfare.queues.Queues;
import io.fanfare.runtime.Environment;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loop of many topics: each topic belongs to one of these, touched by no other. */
final class TopicVerticle extends VerticleBase {

  /** What the verticles of the service share. */
  record Surroundings(
      Environment environment, Queues queues, DeliveryFailures failures, SigningKey signing) {}

  private final Surroundings surroundings;
  private final Consumer<TopicVerticle> started;
  private final DeliveryCounters counters = new DeliveryCounters();
  private @Nullable EventLoop loop;
  private @Nullable TopicShelf shelf;

  /** A verticle that tells {@code started} once it can take topics. */
  TopicVerticle(Surroundings surroundings, Consumer<TopicVerticle> started) {
    this.surroundings = surroundings;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    Environment environment = surroundings.environment();
    EventLoop own = new EventLoop(vertx, context, environment.store(), environment.clock());
    loop = own;
    Queues queues = surroundings.queues();
    shelf = new TopicShelf(own, new QueueDelivery(own, surroundings, counters), queues);
    started.accept(this);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    shelf().lanes().close();
    return Future.succeededFuture();
  }

  EventLoop loop() {
    return deployed(loop);
  }

  DeliveryCounters counters() {
    return counters;
  }

  /** The topics; to be touched on the event loop only. */
  TopicShelf shelf() {
    return deployed(shelf);
  }

  private static <T> T deployed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The verticle has not been deployed");
    }
    return part;
  }
}
