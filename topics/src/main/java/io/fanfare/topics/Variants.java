package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Variant;
import java.util.HashMap;
import java.util.Map;

/** A message on its way to queues, made ready once for each variant that one of them wants. */
final class Variants {

  private final Notification notification;
  private final Delivery queues;
  private final Map<Variant, SharedMessage> ready = new HashMap<>(2);

  /** The message of {@code notification}, as {@code queues} see its sender. */
  Variants(Notification notification, Delivery queues) {
    this.notification = notification;
    this.queues = queues;
  }

  /**
   * What {@code target} gets of what {@code subscriber} is to get.
   *
   * @throws io.fanfare.core.BrokerException if no queue takes it
   */
  SharedMessage.Copy copy(Subscriber subscriber, Arn target) {
    return ready
        .computeIfAbsent(
            subscriber.variantFor(target),
            variant -> queues.share(notification.message(variant), notification.gap(variant)))
        .copy(subscriber.insert());
  }
}
