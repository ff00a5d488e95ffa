package io.fanfare.topics.push;

import io.fanfare.push.http.HttpTarget;
import io.fanfare.topics.engine.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a subscription at the moment.
 *
 * @param target its URL; null if that cannot be posted to
 * @param noTarget why it cannot; empty if it can
 * @param contentType the Content-Type of its notifications
 * @param log who is told of its deliveries
 */
record Terms(
    Subscriber subscriber,
    @Nullable HttpTarget target,
    String noTarget,
    String contentType,
    DeliveryLog log) {

  static Terms of(Subscriber subscriber, String contentType, DeliveryLog log) {
    try {
      HttpTarget target = HttpTarget.parse(subscriber.endpoint());
      return new Terms(subscriber, target, "", contentType, log);
    } catch (IllegalArgumentException e) {
      return new Terms(subscriber, null, String.valueOf(e.getMessage()), contentType, log);
    }
  }
}
