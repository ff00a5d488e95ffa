package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queues of subscriptions over the house. */
final class SubscriptionQueueService implements SubscriptionQueues {

  private final QueueHouse house;

  SubscriptionQueueService(QueueHouse house) {
    this.house = house;
  }

  @Override
  public Future<Void> create(QueueName name, Map<String, String> attributes) {
    return Attempt.of(
        () -> {
          house.store().checkRoom();
          return house.directory().createForSubscription(name, attributes).mapEmpty();
        });
  }

  @Override
  public Future<Void> delete(QueueName name) {
    return house.directory().delete(QueueKind.SUBSCRIPTION, name);
  }

  @Override
  public Future<List<QueueName>> list() {
    return house.directory().listOfSubscriptions();
  }

  @Override
  public Future<QueueCounts> counts(QueueName name) {
    return Attempt.of(() -> house.on(house.ofSubscription(name), QueueHost::counts));
  }

  @Override
  public Future<List<Optional<BrokerException>>> sendCopies(
      QueueName name, List<SharedMessage.Copy> copies) {
    return Attempt.of(
        () -> {
          QueueRef ref = house.ofSubscription(name);
          house.store().checkRoom();
          List<Optional<BrokerException>> refusals = new ArrayList<>(copies.size());
          List<Draft> drafts = new ArrayList<>(copies.size());
          for (SharedMessage.Copy copy : copies) {
            try {
              drafts.add(copy.message().draft().copy(copy.insert(), ref.settings()));
              refusals.add(Optional.empty());
            } catch (BrokerException refusal) {
              refusals.add(Optional.of(refusal));
            }
          }
          return drafts.isEmpty()
              ? Future.succeededFuture(refusals)
              : house.on(ref, host -> host.send(drafts)).map(refusals);
        });
  }

  @Override
  public QueueConsumer consumer(QueueName name, ConsumerOptions options) {
    return house.consumer(
        Attempt.of(() -> Future.succeededFuture(house.ofSubscription(name))), options);
  }
}
