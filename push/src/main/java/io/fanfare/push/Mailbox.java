package io.fanfare.push;

import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.QueueName;
import io.vertx.core.Future;

/** The queue that a courier empties. */
public interface Mailbox {

  /** The queue {@code name} of {@code queues}, which tells {@code resting} that it rests. */
  static Mailbox of(SubscriptionQueues queues, QueueName name, Runnable resting) {
    return new Mailbox() {
      @Override
      public QueueConsumer consumer(ConsumerOptions options) {
        return queues.consumer(name, options);
      }

      @Override
      public Future<Boolean> isEmpty() {
        return queues.isEmpty(name);
      }

      @Override
      public void rest() {
        resting.run();
      }
    };
  }

  /** A consumer of the queue, on the context of whoever calls. */
  QueueConsumer consumer(ConsumerOptions options);

  /** Whether it has no messages in any state; fails as if there is no such queue. */
  Future<Boolean> isEmpty();

  /** The queue was empty for some time, and the courier has let go of it. */
  void rest();
}
