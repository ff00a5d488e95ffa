package io.fanfare.queues;

import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.runtime.Attempt;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

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
          if (!partition.hasSubscription(name)) {
            partition.store().checkRoom();
          }
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
  public Future<Map<QueueName, Boolean>> wake() {
    return partition.wakeSubscriptions();
  }

  @Override
  public Future<QueueCounts> counts(QueueName name) {
    return Attempt.of(() -> partition.on(partition.ofSubscription(name), QueueHost::counts));
  }

  @Override
  public Future<Boolean> isEmpty(QueueName name) {
    return Attempt.of(() -> partition.isEmpty(partition.ofSubscription(name)));
  }

  @Override
  public Future<Void> rest(QueueName name) {
    return Attempt.of(
        () -> {
          QueueRef ref = partition.ofSubscription(name);
          return ref.verticle()
              .loop()
              .call(
                  () -> {
                    ref.opened().ifPresent(QueueHost::rest);
                    return Future.succeededFuture();
                  });
        });
  }

  @Override
  public EventLoop loop(QueueName name) {
    return partition.loopOfSubscription(name);
  }

  @Override
  public long expired() {
    return partition.expiredOfSubscriptions();
  }

  @Override
  public QueueConsumer consumer(QueueName name, ConsumerOptions options) {
    return partition.consumer(() -> partition.ofSubscription(name), options, partition.pushHeap());
  }
}
