package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Published;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Queues of which one has no room now for any message that is sent to it alone. */
final class UnwillingQueues implements Delivery {

  private final Delivery real;
  private final String unwilling;
  private final AtomicInteger refused;

  /** The {@code real} queues, of which that with the ARN {@code unwilling} has no room. */
  UnwillingQueues(Delivery real, String unwilling) {
    this(real, unwilling, new AtomicInteger());
  }

  private UnwillingQueues(Delivery real, String unwilling, AtomicInteger refused) {
    this.real = real;
    this.unwilling = unwilling;
    this.refused = refused;
  }

  /** How many messages it has refused. */
  int refused() {
    return refused.get();
  }

  @Override
  public Delivery as(Caller caller) {
    return new UnwillingQueues(real.as(caller), unwilling, refused);
  }

  @Override
  public SharedMessage share(SendMessage message, OptionalInt gap) {
    return real.share(message, gap);
  }

  @Override
  public SharedMessage share(SendMessage message, Published published) {
    return real.share(message, published);
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> mail) {
    return real.sendCopies(mail);
  }

  @Override
  public Future<Void> send(
      Arn queue, boolean ofSubscription, @Nullable String topic, SendMessage message) {
    if (queue.toString().equals(unwilling)) {
      refused.incrementAndGet();
      return Future.failedFuture(CommonError.SERVICE_UNAVAILABLE.refuse("No room"));
    }
    return real.send(queue, ofSubscription, topic, message);
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    return real.subscriptionQueues();
  }
}
