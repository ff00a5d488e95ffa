package io.fanfare.topics.gateway;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.push.Courier;
import io.fanfare.push.DeliveryResult;
import io.fanfare.push.Mailbox;
import io.fanfare.push.model.PushPolicy;
import io.fanfare.push.model.RetrySchedule;
import io.fanfare.push.model.RetrySchedule.Delays;
import io.fanfare.push.model.RetrySchedule.Growth;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.LogRate;
import io.fanfare.topics.mobile.PushGateway;
import io.fanfare.topics.mobile.PushNotification;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.notification.DeadLetterReason;
import io.fanfare.topics.notification.Redrive;
import io.fanfare.topics.push.DeadLetter;
import io.fanfare.topics.push.Pushing;
import io.vertx.core.Future;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A gateway that is reached by HTTP. Its messages wait in a queue of its own, as those of
 * subscriptions do, and are tried again as AWS tries push notifications: for some six hours.
 */
public final class QueuedGateway implements PushGateway {

  private static final System.Logger LOG = System.getLogger(QueuedGateway.class.getName());

  /** How the names of their queues begin; those of subscriptions are UUIDs. */
  private static final String PREFIX = "gateway-";

  /** Source: AWS's schedule for mobile push. */
  private static final RetrySchedule RETRIES =
      new RetrySchedule(new Delays(10, 600, Growth.EXPONENTIAL), 50, 0, 2, 38);

  private final EventLoop loop;
  private final Delivery queues;
  private final GatewayUrl gateway;
  private final QueueName name;
  private final Courier courier;
  private final Losses losses;
  private final LogRate log = new LogRate();

  private QueuedGateway(
      EventLoop loop, Pushing pushing, GatewayUrl gateway, Caller home, Losses losses) {
    this.loop = loop;
    this.losses = losses;
    this.gateway = gateway;
    this.name = new QueueName(home.account(), home.region(), PREFIX + gateway.platform().name());
    this.queues = pushing.queues().as(home);
    Courier.Route route =
        new Courier.Route(
            "The gateway of " + gateway.platform(),
            Mailbox.of(queues.subscriptionQueues(), name, () -> {}),
            new GatewayEndpoint(pushing.toGateways(), gateway),
            this::giveUp);
    this.courier =
        new Courier(
            loop,
            route,
            new PushPolicy(RETRIES, OptionalInt.empty()),
            pushing.concurrency(),
            pushing.budget());
  }

  /**
   * Opens the gateway at {@code gateway}, and goes on with what is still to be sent there.
   *
   * @param loop where it works
   * @param home whose its queue is
   * @param losses who counts what it does not take
   */
  static Future<QueuedGateway> open(
      EventLoop loop, Pushing pushing, GatewayUrl gateway, Caller home, Losses losses) {
    QueuedGateway opened = new QueuedGateway(loop, pushing, gateway, home, losses);
    SubscriptionQueues hidden = opened.queues.subscriptionQueues();
    return hidden
        .create(opened.name)
        .compose(created -> hidden.isEmpty(opened.name))
        .map(
            empty -> {
              if (!empty) {
                opened.courier.wake();
              }
              return opened;
            })
        .recover(
            fault -> {
              LOG.log(WARNING, "The gateway of {0} waits: {1}", gateway.platform(), fault);
              return Future.succeededFuture(opened);
            });
  }

  /** Whether {@code queue} is that of a gateway, be it configured now or not. */
  public static boolean owns(QueueName queue) {
    return queue.name().startsWith(PREFIX);
  }

  /** Which platform it serves. */
  Platform platform() {
    return gateway.platform();
  }

  @Override
  public Future<Void> push(PushNotification notification) {
    SendMessage message = new SendMessage(name.name(), StoredNotification.of(notification).body());
    return queues
        .subscriptionQueues()
        .create(name)
        .compose(there -> queues.send(name.arn(), true, message))
        .onSuccess(sent -> courier.wake());
  }

  /** Stops; what is not sent is sent after the next start. */
  Future<Void> close() {
    return courier.close();
  }

  /** Brings a message to the dead-letter queue of its subscription, if it came by one that has. */
  private Future<Void> giveUp(Lease message, DeliveryResult last) {
    StoredNotification notification = StoredNotification.read(message.body());
    Redrive redrive = notification.redrive();
    if (redrive == null) {
      lost(notification, last.reason());
      return Future.succeededFuture();
    }
    Map<String, MessageAttribute> reason =
        DeadLetterReason.of(last.statusCode(), told(last), message.messageId());
    return new DeadLetter(
            redrive.owner(), redrive.topic(), redrive.queue(), redrive.envelope(), reason)
        .send(queues)
        .compose(
            sent -> {
              losses.deadLettered();
              return Future.succeededFuture();
            },
            fault -> {
              if (!BrokerException.isFinal(fault)) {
                return Future.failedFuture(fault);
              }
              String why = "; dead-letter queue: " + DeadLetter.sentence(fault);
              lost(notification, last.reason() + why);
              return Future.succeededFuture();
            });
  }

  /** What the dead letter says, whose readers need not know the host of the gateway. */
  private String told(DeliveryResult last) {
    String gateways = "The gateway of " + gateway.platform();
    return last.statusCode() == 0
        ? gateways + " did not answer"
        : gateways + " answered with status " + last.statusCode();
  }

  private void lost(StoredNotification notification, String reason) {
    losses.lost();
    String line =
        "The gateway of %s does not take a message to %s: %s"
            .formatted(gateway.platform(), notification.endpointArn(), reason);
    log.line(loop.now(), line).ifPresent(told -> LOG.log(WARNING, told));
  }
}
