package io.fanfare.topics.push;

import io.fanfare.core.BrokerException;
import io.fanfare.functions.AsyncFunctions;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.FunctionEvent;
import io.fanfare.topics.notification.PushedMessage;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The function of a subscription, which its messages are handed over to: they are delivered when
 * the functions hold them, whatever comes of the invocation.
 */
final class FunctionEndpoint implements PushEndpoint {

  private static final int ACCEPTED = 202;

  private final AsyncFunctions functions;
  private final Ledger ledger;
  private volatile Terms terms;

  /** The endpoint that {@code terms} name, one of {@code functions}. */
  FunctionEndpoint(AsyncFunctions functions, Ledger ledger, Terms terms) {
    this.functions = functions;
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
    if (!subscriber.isServed()) {
      // It has been unsubscribed since.
      return Future.succeededFuture(new DeliveryResult(Outcome.DELIVERED, 0, "", 0));
    }
    return handOver(pushed, subscriber)
        .map(new DeliveryResult(Outcome.DELIVERED, ACCEPTED, "The functions hold it", 0))
        .recover(fault -> Future.succeededFuture(refused(fault)))
        .onSuccess(
            result -> {
              ledger.attempted(subscriber, result);
              now.log().tell(subscriber, pushed, result, message.receiveCount());
            });
  }

  private Future<Void> handOver(PushedMessage pushed, Subscriber subscriber) {
    Optional<FunctionName> function = FunctionName.parse(subscriber.endpoint());
    return function
        .map(name -> functions.invokeAsync(name, FunctionEvent.of(pushed.body(), subscriber.arn())))
        .orElseGet(
            () ->
                Future.failedFuture(
                    FunctionError.RESOURCE_NOT_FOUND.refuse(
                        "Function not found: %s", subscriber.endpoint())));
  }

  private static DeliveryResult refused(Throwable fault) {
    if (fault instanceof BrokerException refusal) {
      Outcome outcome = BrokerException.isFinal(fault) ? Outcome.REFUSED : Outcome.FAILED;
      return new DeliveryResult(outcome, refusal.code().status(), refusal.sentence(), 0);
    }
    int status = FunctionError.SERVICE.status();
    return new DeliveryResult(Outcome.FAILED, status, "The functions do not take events now", 0);
  }
}
