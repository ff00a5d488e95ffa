package io.fanfare.push;

import io.fanfare.queues.consumer.Lease;
import io.vertx.core.Future;

/** Where a courier hands messages on to. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Hands {@code message} on once, and leaves it to the courier to settle it.
   *
   * @return what came of it; a failed future counts as an attempt that failed
   */
  Future<DeliveryResult> deliver(Lease message);
}
