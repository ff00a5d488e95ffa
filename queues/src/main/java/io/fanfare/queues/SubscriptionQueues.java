package io.fanfare.queues;

import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * The queues that hold what subscriptions are still to be sent. They are as durable as others, and
 * nobody else's: no request finds one by name, URL or ARN, none is listed or counted, and no dead
 * letter and no move task reaches one. Their names are apart from those of users' queues, and free
 * again as soon as a queue is deleted.
 *
 * <p>{@link Delivery#sendCopies} sends to them. What is asked of a queue that is not there is
 * refused with QueueDoesNotExist.
 */
public interface SubscriptionQueues {

  /**
   * Creates a queue, or finds it with the same attributes.
   *
   * @param name a legal name of a queue, which ends with {@code .fifo} if its messages are ordered
   * @param attributes as CreateQueue takes them
   * @return completes when the queue is durable; fails as CreateQueue does
   */
  Future<Void> create(QueueName name, Map<String, String> attributes);

  /**
   * Creates a queue, or finds it, that keeps what it is sent for longer than any schedule of
   * retries lasts, and takes messages as large as any: what ends in it by itself was waiting for
   * its endpoint all the time.
   */
  default Future<Void> create(QueueName name) {
    return create(
        name, Map.of("MessageRetentionPeriod", "1209600", "MaximumMessageSize", "1048576"));
  }

  /** Deletes a queue with its messages, which ends its consumers; completes when it is durable. */
  Future<Void> delete(QueueName name);

  /** All that there are, in no order. */
  Future<List<QueueName>> list();

  /**
   * Looks at all that there are, once after a start: those with messages are brought to work, so
   * that their retention ends though nobody asks for them.
   *
   * @return which there are, and whether they were empty
   */
  Future<Map<QueueName, Boolean>> wake();

  /** How many messages a queue has. */
  Future<QueueCounts> counts(QueueName name);

  /**
   * Whether a queue has no messages at all. It is not brought to work for that, as {@link #counts}
   * brings it.
   */
  Future<Boolean> isEmpty(QueueName name);

  /**
   * Lets a queue without messages and consumers give the heap back that it works in, until somebody
   * asks it for something; one that has some goes on.
   */
  Future<Void> rest(QueueName name);

  /**
   * The event loop that a queue works on. Who consumes from it there spares both the way to and
   * fro; from elsewhere it works as well. If there is no such queue, it is any.
   */
  EventLoop loop(QueueName name);

  /**
   * How many messages of all such queues have ended by themselves since the broker started, as
   * nobody took them before their retention was over.
   */
  long expired();

  /** The messages of a queue as a stream, as {@link Queues#consumer} has those of users' queues. */
  QueueConsumer consumer(QueueName name, ConsumerOptions options);
}
