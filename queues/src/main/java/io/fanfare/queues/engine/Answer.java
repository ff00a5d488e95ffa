package io.fanfare.queues.engine;

import java.util.List;

/**
 * Messages for a receive that has waited.
 *
 * @param waiter the number it was given
 * @param received the messages; none when its time was up
 */
public record Answer(long waiter, List<Received> received) {

  public Answer {
    received = List.copyOf(received);
  }
}
