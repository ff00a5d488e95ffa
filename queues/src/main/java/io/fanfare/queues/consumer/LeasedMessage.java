package io.fanfare.queues.consumer;

import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.rows.Content;

/**
 * A message as a consumer receives it.
 *
 * @param message what the queue tells of it
 * @param content what its sender sent
 */
public record LeasedMessage(Received message, Content content) {

  /** By what the consumer holds it. */
  OpenHandle handle() {
    return new OpenHandle(message.handle(), "of message " + message.id());
  }

  /** How many bytes its content has. */
  long bytes() {
    return message.content().bytes();
  }
}
