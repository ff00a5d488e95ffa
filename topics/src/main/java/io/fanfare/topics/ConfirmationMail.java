package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Step;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.SubscriptionConfirmation;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.EndpointRules;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What asks endpoints to confirm subscriptions, or tells them that one may be restored. */
final class ConfirmationMail {

  private static final System.Logger LOG = System.getLogger(ConfirmationMail.class.getName());
  private static final SecureRandom CHANCE = new SecureRandom();

  private final TopicLoop shared;
  private final TopicRecord topic;
  private final Caller caller;

  /** The mail of {@code topic} at the request of {@code caller}. */
  ConfirmationMail(TopicLoop shared, TopicRecord topic, Caller caller) {
    this.shared = shared;
    this.topic = topic;
    this.caller = caller;
  }

  /** What makes the token of a new subscription one that nobody guesses. */
  static String newSecret() {
    byte[] secret = new byte[Token.SECRET_BYTES];
    CHANCE.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /**
   * Sends {@code token} to the endpoint of {@code subscriber}, to confirm its subscription or to
   * restore it. Whether or not a user's queue can be reached, the future succeeds; the queue of a
   * subscription that pushes holds the message then.
   */
  Future<Void> send(Subscriber subscriber, Token token) {
    Arn queue = subscriber.queue();
    Step step = shared.loop().step();
    SubscriptionConfirmation message =
        new SubscriptionConfirmation(
            step.randomUuid().toString(),
            subscriber.topicArn(),
            token.text(),
            step.now(),
            caller.endpoint(),
            subscriber.isRestorable() ? subscriber.arn() : null);
    Future<Void> sent =
        shared
            .signing()
            .sign(topic.signatureVersion(), message.toSign(), caller.endpoint())
            .compose(
                signature ->
                    deliver(
                        subscriber,
                        message.messageFor(queue, EndpointRules.isFifo(queue), signature)));
    return subscriber.pushes() && subscriber.isPending()
        ? sent
        : sent.recover(cause -> unreached(subscriber, cause));
  }

  private Future<Void> unreached(Subscriber subscriber, Throwable cause) {
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} could not be asked to confirm {1}: {2}{3}",
        subscriber.loggedEndpoint(),
        subscriber.arn(),
        cause.getMessage(),
        caller.logged());
    return Future.succeededFuture();
  }

  /** Delivers {@code message} as what is published is, and under the same policies. */
  private Future<Void> deliver(Subscriber subscriber, SendMessage message) {
    Arn queue = subscriber.queue();
    Delivery queues =
        shared.queues().as(new Caller(queue.account(), queue.region(), caller.endpoint()));
    Future<Void> ready =
        subscriber.pushes() ? shared.couriers().prepare(subscriber) : Future.succeededFuture();
    return ready
        .compose(there -> queues.send(queue, subscriber.pushes(), topic.arn(), message))
        .onSuccess(
            sent -> {
              if (subscriber.pushes()) {
                shared.couriers().wake(subscriber, topic);
              }
            });
  }
}
