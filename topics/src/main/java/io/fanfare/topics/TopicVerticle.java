package io.fanfare.topics;

import io.fanfare.runtime.Environment;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.mobile.PlatformHost;
import io.fanfare.topics.mobile.SmsHost;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loop of many topics: each topic belongs to one of these, touched by no other. */
final class TopicVerticle extends VerticleBase {

  private final TopicSurroundings surroundings;
  private final Consumer<TopicVerticle> started;
  private final DeliveryCounters counters = new DeliveryCounters();
  private @Nullable EventLoop loop;
  private @Nullable TopicDirectory topics;
  private @Nullable SmsHost texts;
  private @Nullable PlatformHost platforms;

  /** A verticle that tells {@code started} once it can take topics. */
  TopicVerticle(TopicSurroundings surroundings, Consumer<TopicVerticle> started) {
    this.surroundings = surroundings;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    Environment environment = surroundings.environment();
    EventLoop own = new EventLoop(vertx, context, environment.store(), environment.clock());
    loop = own;
    TopicLoop shared = new TopicLoop(own, surroundings, counters);
    topics = new TopicDirectory(shared);
    texts = new SmsHost(own);
    platforms = new PlatformHost(own, shared.sweeper());
    started.accept(this);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return topics().close();
  }

  EventLoop loop() {
    return deployed(loop);
  }

  DeliveryCounters counters() {
    return counters;
  }

  /** The topics; to be touched on the event loop only. */
  TopicDirectory topics() {
    return deployed(topics);
  }

  /** What accounts have set for their text messages; to be touched on the event loop only. */
  SmsHost texts() {
    return deployed(texts);
  }

  /** The applications that accounts have for devices; to be touched on the event loop only. */
  PlatformHost platforms() {
    return deployed(platforms);
  }

  private static <T> T deployed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The verticle has not been deployed");
    }
    return part;
  }
}
