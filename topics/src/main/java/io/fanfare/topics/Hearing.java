package io.fanfare.topics;

import io.fanfare.topics.engine.TopicMessage;
import io.fanfare.topics.listener.Listeners;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What listeners are still to hear: a message once it has arrived and that is durable, and one that
 * its publisher is to publish again not at all. Those of a FIFO topic are heard in its order: one
 * waits for those before it.
 */
final class Hearing {

  private final Listeners listeners;
  private final ListenerWatch watch;
  private final Deque<Turn> line = new ArrayDeque<>(0);

  /** Nothing to be heard yet. */
  Hearing(Listeners listeners, ListenerWatch watch) {
    this.listeners = listeners;
    this.watch = watch;
  }

  /** A message on its way. */
  static final class Turn {
    private final TopicMessage message;
    private boolean over;
    private boolean arrived;

    private Turn(TopicMessage message) {
      this.message = message;
    }
  }

  /**
   * Takes turns for messages on their way, none if nobody listens now.
   *
   * @param ordered whether they wait for those before them
   */
  List<Turn> begin(List<TopicMessage> messages, boolean ordered) {
    if (listeners.isEmpty()) {
      return List.of();
    }
    List<Turn> turns = messages.stream().map(Turn::new).toList();
    if (ordered) {
      line.addAll(turns);
    }
    return turns;
  }

  /** A message has arrived, or will not. */
  void end(Turn turn, boolean arrived) {
    turn.over = true;
    turn.arrived = arrived;
    if (line.isEmpty()) {
      hear(turn);
    }
    while (!line.isEmpty() && line.element().over) {
      hear(line.remove());
    }
  }

  private void hear(Turn turn) {
    if (turn.arrived) {
      watch.look();
      listeners.hear(turn.message.heard());
    }
  }
}
