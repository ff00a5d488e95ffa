package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Step;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.SubscriptionConfirmation;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rules.EndpointRules;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** What asks the owners of queues to confirm subscriptions. */
final class ConfirmationMail {

  private static final System.Logger LOG = System.getLogger(ConfirmationMail.class.getName());
  private static final SecureRandom CHANCE = new SecureRandom();

  private ConfirmationMail() {}

  /** What makes the token of a new subscription one that nobody guesses. */
  static String newSecret() {
    byte[] secret = new byte[Token.SECRET_BYTES];
    CHANCE.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /**
   * Asks who owns the queue of {@code subscriber}, if that has to be confirmed; whether or not the
   * queue can be reached, the future succeeds.
   *
   * @param version the SignatureVersion of the topic
   */
  static Future<Void> send(TopicLoop shared, Subscriber subscriber, String version, Caller caller) {
    if (!subscriber.isPending() || !subscriber.hasQueue()) {
      return Future.succeededFuture();
    }
    Arn queue = subscriber.queue();
    Step step = shared.loop().step();
    SubscriptionConfirmation message =
        new SubscriptionConfirmation(
            step.randomUuid().toString(),
            subscriber.topicArn(),
            subscriber.token(),
            step.now(),
            caller.endpoint());
    return shared
        .signing()
        .sign(version, message.toSign(), caller.endpoint())
        .compose(
            signature ->
                deliver(
                    shared
                        .queues()
                        .as(new Caller(queue.account(), queue.region(), caller.endpoint())),
                    queue,
                    message.messageFor(queue, EndpointRules.isFifo(queue), signature)))
        .recover(
            cause -> {
              LOG.log(
                  System.Logger.Level.WARNING,
                  "{0} could not be asked to confirm {1}: {2}{3}",
                  queue,
                  subscriber.arn(),
                  cause.getMessage(),
                  caller.logged());
              return Future.succeededFuture();
            });
  }

  /** Delivers {@code message} as what is published is: whatever the queue's policy says. */
  private static Future<Void> deliver(Delivery queues, Arn queue, SendMessage message) {
    SharedMessage shared = queues.share(message, OptionalInt.empty());
    SharedMessage.Copy copy = new SharedMessage.Copy(shared, "");
    return queues
        .sendCopies(List.of(new SharedMessage.Addressed(queue, List.of(copy))))
        .get(0)
        .compose(
            refusals ->
                refusals
                    .get(0)
                    .<Future<Void>>map(Future::failedFuture)
                    .orElseGet(Future::succeededFuture));
  }
}
