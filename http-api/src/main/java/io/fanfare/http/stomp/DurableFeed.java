package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** The messages of a durable subscription, which another connection may take over. */
final class DurableFeed implements Feed, Holders.Holder {

  private final Holders holders;
  private final String queue;
  private final Context context;
  private final Link link;
  private @Nullable QueueFeed feed;
  private @Nullable Subscription subscription;
  private boolean taken;

  /** A feed of {@code queue} for the connection {@code link}, which is on {@code context}. */
  DurableFeed(Holders holders, String queue, Context context, Link link) {
    this.holders = holders;
    this.queue = queue;
    this.context = context;
    this.link = link;
  }

  /** Takes the subscription from whoever has it; completes when that has given it up. */
  Future<Void> take() {
    return holders.take(queue, this);
  }

  /** Begins to hand out what {@code from} has to {@code to}, unless it was taken over meanwhile. */
  void begin(QueueFeed from, Subscription to) {
    if (taken) {
      throw takenOver();
    }
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
    holders.leave(queue, this);
    return feed == null ? Future.succeededFuture() : feed.close();
  }
}
