package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The messages of a durable subscription, which another connection may take over. */
final class DurableFeed implements Feed, Holders.Holder {

  private final Holders holders;
  private final String queue;
  private final Context context;
  private final Link link;
  private @Nullable QueueFeed feed;
  private @Nullable Subscription subscription;
  private @Nullable Future<Void> leaving;
  private boolean taken;

  /** A feed of {@code queue} for the connection {@code link}, which is on {@code context}. */
  DurableFeed(Holders holders, String queue, Context context, Link link) {
    this.holders = holders;
    this.queue = queue;
    this.context = context;
    this.link = link;
  }

  /**
   * Takes the subscription from whoever has it; completes here when that has given it up, wherever
   * it has.
   */
  Future<Void> take() {
    Promise<Void> free = Promise.promise();
    holders.take(queue, this).onComplete(given -> context.runOnContext(turn -> free.handle(given)));
    return free.future();
  }

  /**
   * Begins to hand out what {@code source} has to {@code to}, unless it was taken over meanwhile.
   */
  void begin(Supplier<QueueFeed> source, Subscription to) {
    if (taken) {
      throw takenOver();
    }
    QueueFeed from = source.get();
    feed = from;
    subscription = to;
    from.begin(to::deliver, link::ended);
  }

  private static BrokerException takenOver() {
    return StompError.SUBSCRIPTION_TAKEN_OVER.refuse(
        "Another connection has taken the durable subscription over.");
  }

  @Override
  public Future<Void> giveUp() {
    Promise<Void> free = Promise.promise();
    context.runOnContext(
        turn -> {
          taken = true;
          if (leaving != null) {
            leaving.onComplete(free);
            return;
          }
          Subscription held = subscription;
          Future<Void> closed = held == null ? Future.succeededFuture() : held.close();
          closed.onComplete(free);
          link.ended(takenOver());
        });
    return free.future();
  }

  @Override
  public void pause() {
    if (feed != null) {
      feed.pause();
    }
  }

  @Override
  public void resume() {
    if (feed != null) {
      feed.resume();
    }
  }

  @Override
  public Future<Void> detach() {
    holders.leave(queue, this);
    return feed == null ? Future.succeededFuture() : feed.detach();
  }

  @Override
  public Future<Void> close() {
    // Whoever subscribes next waits until what was held here is free.
    Future<Void> over = feed == null ? Future.succeededFuture() : feed.close();
    leaving = over;
    return over.onComplete(closed -> holders.leave(queue, this));
  }
}
