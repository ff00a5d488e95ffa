package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import io.fanfare.queues.model.MessageState;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rules.NextToken;

/**
 * A message that a peek has come upon, without its content.
 *
 * @param message the message; nobody is given its handle
 * @param until when its lease or its delay ends; 0 if it is visible
 */
record PeekedEntry(Position position, Received message, long until) {

  /** Where a row stands: in which region, and where there. */
  record Position(MessageState state, long order, long sequence) {

    static Position of(MessageState state, Key key) {
      return new Position(state, key.order(), key.sequence());
    }

    /** The position that {@code text} spells as {@link #text} does. */
    static Position parse(String text) {
      String[] parts = text.split(" ", -1);
      try {
        return new Position(
            MessageState.valueOf(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOne) {
        throw NextToken.invalid();
      }
    }

    String text() {
      return state.name() + " " + order + " " + sequence;
    }

    /** The first key of {@code generation} behind it. */
    Key next(long generation) {
      return new Key(generation, order, sequence).next();
    }
  }

  /** What the peek shows of it. */
  PeekedMessage of(Content content) {
    return new PeekedMessage(
        message.id().toString(),
        content.body(),
        MessageView.systemAttributes(message, content),
        content.attributes(),
        position.state(),
        position.state() == MessageState.VISIBLE ? null : until);
  }
}
