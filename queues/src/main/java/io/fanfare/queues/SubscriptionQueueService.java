package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queues of subscriptions over the partition. */
final class SubscriptionQueueService implements SubscriptionQueues {

  private final QueuePartition partition;

  SubscriptionQueueService(QueuePartition partition) {
    this.partition = partition;
  }

  @Override
  public Future<Void> create(QueueName name, Map<String, String> attributes) {
    return Attempt.of(
        () -> {
          partition.store().checkRoom();
          return partition.lifecycle().createForSubscription(name, attributes).mapEmpty();
        });
  }

  @Override
  public Future<Void> delete(QueueName name) {
    return partition.lifecycle().delete(QueueKind.SUBSCRIPTION, name);
  }

  @Override
  public Future<List<QueueName>> list() {
    return partition.lifecycle().listOfSubscriptions();
  }

  @Override
  public Future<QueueCounts> counts(QueueName name) {
    return Attempt.of(() -> partition.on(partition.ofSubscription(name), QueueHost::counts));
  }

  @Override
  public Future<List<Optional<BrokerException>>> sendCopies(
      QueueName name, List<SharedMessage.Copy> copies) {
    SharedMessage.Addressed mail = new SharedMessage.Addressed(name.arn(), copies);
    return new SharedSending(arn -> taking(name)).send(List.of(mail)).get(0);
  }

  private QueueRef taking(QueueName name) {
    QueueRef ref = partition.ofSubscription(name);
    partition.store().checkRoom();
    return ref;
  }

  @Override
  public QueueConsumer consumer(QueueName name, ConsumerOptions options) {
    return partition.consumer(() -> partition.ofSubscription(name), options);
  }
}
