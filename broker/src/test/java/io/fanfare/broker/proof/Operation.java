package io.fanfare.broker.proof;

import java.math.BigInteger;

/** What a client invoked, and how it completed. */
sealed interface Operation {

  Span span();

  /** An operation of one message in one queue: {@code id} is the client's name for the message. */
  sealed interface OfMessage extends Operation {

    String queue();

    String id();
  }

  /**
   * One attempt to bring a message into a queue, by a send or by a publish; without retries it has
   * at most one effect.
   *
   * @param content the body and the attributes, in a form that only equal ones share
   * @param delay how long nobody may receive it, in nanoseconds
   * @param once whether the broker takes all attempts under one id for the same message
   */
  record Send(
      String queue,
      String id,
      String content,
      long delay,
      boolean once,
      Completion completion,
      Span span)
      implements OfMessage {}

  /**
   * A message that came with the answer to a receive.
   *
   * @param messageId the broker's name for the message
   * @param count the receive count it came with
   * @param timeout the visibility timeout that was asked for, in nanoseconds
   */
  record Delivery(
      String queue, String id, String content, String messageId, int count, long timeout, Span span)
      implements OfMessage {}

  /** An attempt to delete a message. */
  record Deletion(String queue, String id, String messageId, Completion completion, Span span)
      implements OfMessage {}

  /** An attempt to let a received message become visible {@code timeout} nanoseconds from then. */
  record VisibilityChange(
      String queue, String id, String messageId, long timeout, Completion completion, Span span)
      implements OfMessage {}

  /**
   * A message's place in its FIFO queue, as the answer to a send or to a receive told it, or in its
   * FIFO topic. There, {@code id} is also what its duplicates are known by.
   */
  record Rank(
      String queue, String id, String group, String messageId, BigInteger sequence, Span span)
      implements OfMessage {

    /** Whether the other answer told of the same message in the same place. */
    boolean agreesWith(Rank other) {
      return group.equals(other.group)
          && messageId.equals(other.messageId)
          && sequence.equals(other.sequence);
    }
  }

  /** A receive that was never answered: it may have taken messages that nobody saw. */
  record LostReceive(String queue, Span span) implements Operation {}

  /** The broker was killed at the start of the span and served again at its end. */
  record Restart(Span span) implements Operation {}
}
