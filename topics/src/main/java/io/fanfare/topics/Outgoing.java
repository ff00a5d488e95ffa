package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.queues.Queues;
import io.fanfare.queues.SharedMessage;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.Form;
import io.fanfare.topics.notification.Notification;
import java.util.HashMap;
import java.util.Map;

/** A message on its way to queues, made ready once for each form in which one of them wants it. */
final class Outgoing {

  private final Notification notification;
  private final Queues queues;
  private final Map<Form, SharedMessage> ready = new HashMap<>(2);

  /** The message of {@code notification}, as {@code queues} see its sender. */
  Outgoing(Notification notification, Queues queues) {
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
            subscriber.formFor(target),
            form -> queues.share(notification.message(form), notification.gap(form)))
        .copy(subscriber.insert());
  }
}
