package io.fanfare.push;

import io.fanfare.queues.consumer.Lease;
import io.vertx.core.Future;

/** What becomes of messages that were refused, or have failed as often as they may. */
@FunctionalInterface
public interface Undeliverable {

  /**
   * Takes {@code message} over after its {@code last} attempt; it may be told of the same message
   * again.
   *
   * @return completes when the queue need not hold the message any more; if it fails, the message
   *     waits there for some seconds and is tried again
   */
  Future<Void> take(Lease message, DeliveryResult last);
}
