package io.fanfare.queues.consumer;

import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Published;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in the hand of its consumer, which nobody else sees meanwhile. It is settled once, by
 * {@link #delete}, {@link #release} or {@link #putBack}, from any thread; whoever settles it again
 * hears what came of the first time. What fails and may pass is tried again for some seconds; if
 * that does not help, the message is still in hand and can be settled again. What is refused, as in
 * a FIFO queue when the time of the lease was over, settles the lease as well.
 */
public interface Lease {

  /** The MessageId. */
  String messageId();

  /** The MessageBody. */
  String body();

  /** The user's attributes by name. */
  Map<String, MessageAttribute> attributes();

  /**
   * All that the broker tells of the message, by AWS's names: SenderId, SentTimestamp,
   * ApproximateReceiveCount and so on.
   */
  Map<String, String> systemAttributes();

  /** What its topic knows of it, if it came from one as it was published. */
  @Nullable Published published();

  /** How often the message was received, this time included. */
  int receiveCount();

  /** When it was sent, in milliseconds since 1970. */
  long sentAt();

  /** The MessageGroupId, if it has one. */
  @Nullable String messageGroupId();

  /** The SequenceNumber, 20 digits, if it is from a FIFO queue. */
  @Nullable String sequenceNumber();

  /**
   * Deletes the message, which is done. A message that is gone already stays gone.
   *
   * @return completes on the caller's context when that is durable; fails with a {@link
   *     io.fanfare.core.BrokerException} if the lease of a FIFO queue's message has ended, or if
   *     the queue was deleted
   */
  Future<Void> delete();

  /**
   * Gives the message back, to be received again. One whose time in hand was over is back already.
   *
   * @param delay how long it stays hidden, in whole seconds (rounded up) from 0 to 43,200; no
   *     longer than 12 hours since it was received
   * @return completes on the caller's context when that is durable; fails with a {@link
   *     io.fanfare.core.BrokerException} if the message is gone or the delay out of its range
   */
  Future<Void> release(Duration delay);

  /**
   * Gives the message back at once, as nothing was done with it. In the queue of a subscription it
   * then counts as if it had not been received.
   *
   * @return completes on the caller's context when that is durable; if that fails, the message is
   *     back once the time for which it is hidden is over
   */
  Future<Void> putBack();
}
