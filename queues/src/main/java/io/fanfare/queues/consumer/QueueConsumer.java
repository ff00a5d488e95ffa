package io.fanfare.queues.consumer;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue as a stream, each as a {@link Lease} that its handler settles.
 *
 * <p>Demand is credit. The stream flows once it has a handler; after {@link #pause} it hands out
 * what {@link #fetch} asks for, until {@link #resume}. Beyond that it never has more messages in
 * hand than its options say, so a slow handler is back-pressure without a word: the next message is
 * received when one is settled. What nobody may have yet stays in the queue, for others as well.
 *
 * <p>While a message is in hand it stays hidden, however long its handler takes, up to the bound of
 * the options. In a FIFO queue the next message of a group comes only after the one before it is
 * settled. A message may come more than once, as from any receive: after a crash, or when its time
 * was over.
 *
 * <p>Methods may be called from any thread. All handlers are called on the context of whoever made
 * the consumer; a verticle that made it and is undeployed closes it. If the handler throws, the
 * context hears of it and the message is visible again when its visibility timeout ends.
 *
 * <p>The stream ends when it is closed, or the service is, and when the queue is deleted or the
 * caller may not have it: the exception handler is told why, then the end handler is called, once.
 * A failure that may pass, as while the store has trouble or after a fault in the queue's rules,
 * does not end it: the exception handler is told and the stream goes on by itself, after pauses of
 * 100 milliseconds to 10 seconds.
 */
public interface QueueConsumer extends ReadStream<Lease> {

  @Override
  QueueConsumer handler(@Nullable Handler<Lease> handler);

  /** Asks for no more messages; those that are on their way are kept, and handed out later. */
  @Override
  QueueConsumer pause();

  /** Asks for all messages. */
  @Override
  QueueConsumer resume();

  /**
   * Asks for {@code amount} messages more.
   *
   * @throws IllegalArgumentException if that is less than none
   */
  @Override
  QueueConsumer fetch(long amount);

  /** Sets who is told that the stream has ended. */
  @Override
  QueueConsumer endHandler(@Nullable Handler<Void> endHandler);

  /** Sets who is told what has ended or interrupted the stream. */
  @Override
  QueueConsumer exceptionHandler(@Nullable Handler<Throwable> handler);

  /**
   * Whether there was such a queue, and the caller might have its messages, when the consumer was
   * made; fails with what else ends the stream.
   */
  Future<Void> found();

  /**
   * Stops as {@link #close} does, but nothing is hidden any longer than it is already: until then
   * messages in hand can be settled, and then they are visible to others.
   *
   * @return completes when the stream has ended; never fails
   */
  Future<Void> detach();

  /**
   * Stops: hands out no message any more and waits until those in hand are settled, but no longer
   * than the options say; what is in hand then becomes visible to others at once, as does what was
   * received and not handed out. Closing twice is closing once.
   *
   * @return completes when the stream has ended; never fails
   */
  Future<Void> close();
}
