package io.fanfare.topics.push;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.http.HttpSender;
import io.fanfare.push.http.HttpTarget;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.PushedMessage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** The URL of a subscription, which gets its messages as AWS posts them. */
final class HttpEndpoint implements PushEndpoint {

  private static final String PLAIN = "text/plain; charset=UTF-8";

  private final HttpSender sender;
  private final Ledger ledger;
  private volatile Terms terms;

  /** The endpoint that {@code terms} name. */
  HttpEndpoint(HttpSender sender, Ledger ledger, Terms terms) {
    this.sender = sender;
    this.ledger = ledger;
    this.terms = terms;
  }

  @Override
  public void changed(Terms now) {
    terms = now;
  }

  @Override
  public Future<DeliveryResult> deliver(Lease message) {
    PushedMessage pushed = PushedMessage.read(message.body());
    Terms now = terms;
    Subscriber subscriber = now.subscriber();
    if (pushed.type() == PushedMessage.Type.NOTIFICATION && !subscriber.isServed()) {
      // It has been unsubscribed since.
      return Future.succeededFuture(new DeliveryResult(DeliveryResult.Outcome.DELIVERED, 0, "", 0));
    }
    HttpTarget target = now.target();
    if (target == null) {
      return Future.succeededFuture(
          new DeliveryResult(DeliveryResult.Outcome.REFUSED, 0, now.noTarget(), 0));
    }
    return sender
        .post(target, headers(now, pushed), Buffer.buffer(pushed.body()))
        .onSuccess(
            result -> {
              ledger.attempted(subscriber, result);
              now.log().tell(subscriber, pushed, result, message.receiveCount());
            });
  }

  private static MultiMap headers(Terms terms, PushedMessage pushed) {
    Subscriber subscriber = terms.subscriber();
    boolean notification = pushed.type() == PushedMessage.Type.NOTIFICATION;
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("x-amz-sns-message-type", pushed.type().toString())
            .add("x-amz-sns-message-id", pushed.messageId())
            .add("x-amz-sns-topic-arn", subscriber.topicArn())
            .add("Content-Type", notification ? terms.contentType() : PLAIN)
            .add("User-Agent", "Amazon Simple Notification Service Agent")
            .add("Accept-Encoding", "gzip,deflate");
    if (pushed.type() != PushedMessage.Type.SUBSCRIPTION_CONFIRMATION) {
      headers.add("x-amz-sns-subscription-arn", subscriber.arn());
    }
    if (pushed.raw()) {
      headers.add("x-amz-sns-rawdelivery", "true");
    }
    return headers;
  }
}
