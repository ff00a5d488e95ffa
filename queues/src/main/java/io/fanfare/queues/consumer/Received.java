package io.fanfare.queues.consumer;

import io.fanfare.queues.engine.Claim;
import io.fanfare.queues.engine.Handed;
import io.fanfare.queues.rows.Content;

/**
 * A message as a consumer receives it.
 *
 * @param handed what the queue tells of it
 * @param content what its sender sent
 */
public record Received(Handed handed, Content content) {

  /** By what the consumer holds it. */
  Claim claim() {
    return new Claim(handed.handle(), "of message " + handed.id());
  }

  /** How many bytes its content has. */
  long bytes() {
    return handed.content().bytes();
  }
}
