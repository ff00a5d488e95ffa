package io.fanfare.push;

import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.vertx.core.Future;

/** The queue that a courier empties. */
public interface Mailbox {

  /** A consumer of the queue, on the context of whoever calls. */
  QueueConsumer consumer(ConsumerOptions options);

  /** Whether it has no messages in any state; fails as if there is no such queue. */
  Future<Boolean> isEmpty();

  /** The queue was empty for some time, and the courier has let go of it. */
  void rest();
}
