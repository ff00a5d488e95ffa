package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.mobile.SubscribedDevices.DeviceMessage;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.notification.Variant;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message of one text on its way to queues, made ready once for each variant that one of them
 * wants.
 */
final class Variants {

  private final Delivery queues;
  private Notification notification;
  private final Map<Variant, SharedMessage> ready = new HashMap<>(2);
  private final Map<DeadLetter, SharedMessage> deadLetters = new HashMap<>(0);
  private final Map<String, Variants> others = new HashMap<>(0);
  private @Nullable Future<Notification> signed;

  /** The message of {@code notification}, as {@code queues} see its sender. */
  Variants(Notification notification, Delivery queues) {
    this.notification = notification;
    this.queues = queues;
  }

  /** What no queue takes raw, as a dead letter. */
  private record DeadLetter(Variant variant, String reason) {}

  /** The message as those get it whose text is that of {@code structureKey}. */
  Variants of(String structureKey) {
    String text = notification.publication().textFor(structureKey);
    return text.equals(notification.publication().text())
        ? this
        : others.computeIfAbsent(text, own -> new Variants(notification.with(own), queues));
  }

  /**
   * What {@code target} gets of what {@code subscriber} is to get.
   *
   * @throws BrokerException if no queue takes it
   */
  SharedMessage.Copy copy(Subscriber subscriber, Arn target) {
    Variant wanted = subscriber.variantFor(target);
    return ready
        .computeIfAbsent(wanted, this::share)
        .copy(wanted.form() == Variant.Form.ENVELOPE ? subscriber.insert() : "");
  }

  private SharedMessage share(Variant variant) {
    SendMessage message = notification.message(variant);
    return variant.form() == Variant.Form.RAW
        ? queues.share(message, notification.published())
        : queues.share(message, notification.gap(variant));
  }

  /** The message as the device of {@code subscriber} gets it. */
  DeviceMessage forDevice(Subscriber subscriber) {
    Publication publication = notification.publication();
    return new DeviceMessage(
        notification.messageId(),
        publication.text(),
        publication.subject(),
        publication.attributes(),
        subscriber
            .deadLetterQueue()
            .map(queue -> notification.redrive(subscriber.owner(), queue, subscriber.insert()))
            .orElse(null));
  }

  /** The message for an envelope, once {@code signing} has signed it; it is signed once. */
  Future<Notification> signed(Function<Notification, Future<Notification>> signing) {
    if (signed == null) {
      signed =
          signing
              .apply(notification)
              .map(
                  done -> {
                    notification = done;
                    return done;
                  });
    }
    return signed;
  }

  /**
   * What {@code target} gets in its envelope, which {@code enveloped} has, of what {@code
   * subscriber} was to get raw.
   *
   * @param reason why no queue takes it so
   * @throws BrokerException if no queue takes it in the envelope either
   */
  SharedMessage.Copy deadLetter(
      Subscriber subscriber, Arn target, Notification enveloped, BrokerException reason) {
    Variant variant = subscriber.envelopeFor(target);
    return deadLetters
        .computeIfAbsent(
            new DeadLetter(variant, reason.sentence()),
            first -> queues.share(enveloped.message(variant, reason), enveloped.gap(variant)))
        .copy(subscriber.insert());
  }
}
