package io.fanfare.http.stomp;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which connection has which durable subscription, on all event loops; any thread may ask. */
public final class Holders {

  private final ConcurrentMap<String, Holder> byQueue = new ConcurrentHashMap<>();

  /** A connection that has a durable subscription. */
  interface Holder {

    /** Gives it up to another connection; completes when all that was held of it is free. */
    Future<Void> giveUp();
  }

  /** Takes the subscription of {@code queue} for {@code next}, from whoever has it. */
  Future<Void> take(String queue, Holder next) {
    Holder before = byQueue.put(queue, next);
    return before == null ? Future.succeededFuture() : before.giveUp();
  }

  /** It is nobody's, unless another has taken it since. */
  void leave(String queue, Holder holder) {
    byQueue.remove(queue, holder);
  }
}
