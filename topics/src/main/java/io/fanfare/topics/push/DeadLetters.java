package io.fanfare.topics.push;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.MessageAttribute;
import io.fanfare.push.DeliveryResult;
import io.fanfare.push.Undeliverable;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.model.Limits;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.DeadLetterReason;
import io.fanfare.topics.notification.PushedMessage;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what an endpoint does not take to the dead-letter queue of its subscription, with why: as
 * the endpoint was to get it, or, if no queue takes it so, as it is kept. What is to be confirmed
 * goes to no queue.
 */
final class DeadLetters implements Undeliverable {

  private final Delivery queues;
  private final Ledger ledger;
  private volatile Subscriber subscriber;

  /** The dead letters of {@code subscriber}. */
  DeadLetters(Delivery queues, Ledger ledger, Subscriber subscriber) {
    this.queues = queues;
    this.ledger = ledger;
    this.subscriber = subscriber;
  }

  /** The subscription is not what it was. */
  void changed(Subscriber now) {
    subscriber = now;
  }

  @Override
  public Future<Void> take(Lease message, DeliveryResult last) {
    PushedMessage pushed = PushedMessage.read(message.body());
    Optional<Arn> target =
        pushed.type() == PushedMessage.Type.NOTIFICATION
            ? subscriber.deadLetterQueue()
            : Optional.empty();
    if (target.isEmpty()) {
      ledger.lost(subscriber, last.reason());
      return Future.succeededFuture();
    }
    Map<String, MessageAttribute> reason =
        DeadLetterReason.of(last.statusCode(), last.reason(), message.messageId());
    return send(target.get(), pushed.body(), with(pushed.attributes(), reason))
        .recover(
            fault ->
                BrokerException.isFinal(fault)
                    ? send(target.get(), message.body(), reason)
                    : failed(fault))
        .compose(
            sent -> {
              ledger.deadLettered(subscriber);
              return Future.<Void>succeededFuture();
            },
            fault -> {
              if (!BrokerException.isFinal(fault)) {
                return failed(fault);
              }
              ledger.lost(
                  subscriber, last.reason() + "; dead-letter queue: " + DeadLetter.sentence(fault));
              return Future.succeededFuture();
            });
  }

  /** The attributes of the message, and why it is here as far as there is room for that. */
  private static Map<String, MessageAttribute> with(
      Map<String, MessageAttribute> attributes, Map<String, MessageAttribute> reason) {
    if (attributes.size() + reason.size() > Limits.MESSAGE_ATTRIBUTES) {
      return attributes;
    }
    Map<String, MessageAttribute> all = new LinkedHashMap<>(attributes);
    reason.forEach(all::putIfAbsent);
    return all;
  }

  private Future<Void> send(Arn target, String body, Map<String, MessageAttribute> attributes) {
    return new DeadLetter(subscriber.owner(), subscriber.topicArn(), target, body, attributes)
        .send(queues);
  }

  private static <T> Future<T> failed(Throwable fault) {
    return Future.failedFuture(fault);
  }
}
