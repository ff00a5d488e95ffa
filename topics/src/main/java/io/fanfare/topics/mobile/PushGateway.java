package io.fanfare.topics.mobile;

import io.vertx.core.Future;

/** What sends the notifications of one platform on. */
@FunctionalInterface
public interface PushGateway {

  /**
   * Takes {@code notification} over, on any context; its publisher is answered when the future
   * completes, and is refused if it fails.
   */
  Future<Void> push(PushNotification notification);
}
