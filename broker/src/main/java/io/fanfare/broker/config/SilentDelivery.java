package io.fanfare.broker.config;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes what topics send and hands nothing on, so that in a trial no endpoint is asked to confirm
 * what may never be.
 */
record SilentDelivery(Delivery queues) implements Delivery {

  @Override
  public Delivery as(Caller caller) {
    return new SilentDelivery(queues.as(caller));
  }

  @Override
  public SharedMessage share(SendMessage message, OptionalInt gap) {
    return queues.share(message, gap);
  }

  @Override
  public SharedMessage share(SendMessage message, Published published) {
    return queues.share(message, published);
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> mail) {
    return mail.stream().map(SilentDelivery::taken).toList();
  }

  private static Future<List<Optional<BrokerException>>> taken(SharedMessage.Addressed mail) {
    return Future.succeededFuture(
        Collections.nCopies(mail.copies().size(), Optional.<BrokerException>empty()));
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    return queues.subscriptionQueues();
  }
}
