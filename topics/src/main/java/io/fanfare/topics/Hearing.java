package io.fanfare.topics;

import io.fanfare.runtime.SerialTasks;
import io.fanfare.topics.engine.TopicMessage;
import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listeners;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What listeners are still to hear: a message once it has arrived and that is durable, and one that
 * its publisher is to publish again not at all. Those of a FIFO topic are heard in its order: one
 * waits for those before it.
 */
final class Hearing {

  private final Listeners listeners;
  private final ListenerWatch watch;
  private final HardWork elsewhere;
  private final SerialTasks hearing = new SerialTasks();
  private final Deque<Turn> line = new ArrayDeque<>(0);

  /** Nothing to be heard yet. */
  Hearing(Listeners listeners, ListenerWatch watch, HardWork elsewhere) {
    this.listeners = listeners;
    this.watch = watch;
    this.elsewhere = elsewhere;
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
      hearing.take(() -> hear(turn.message.heard()));
    }
  }

  /** One message after the other, though it may be hard to tell who wants it. */
  private Future<Void> hear(HeardMessage message) {
    watch.look();
    listeners.hearUnfiltered(message);
    Optional<List<Listener>> wanting = listeners.wanting(message, Routing.MOST_EFFORT);
    if (wanting.isPresent()) {
      listeners.hear(wanting.get(), message);
      return Future.succeededFuture();
    }
    return elsewhere
        .run(listeners.wantingElsewhere(message))
        .onSuccess(some -> listeners.hear(some, message))
        .mapEmpty();
  }
}
