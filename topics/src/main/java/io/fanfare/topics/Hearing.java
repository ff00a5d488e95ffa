package io.fanfare.topics;

import io.fanfare.core.CommonError;
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
 * waits for those before it. Those who choose hear one after the other, though it may be hard to
 * tell what they want; if more waits for that than there is room for, they are ended, rather than
 * one message being left out.
 */
final class Hearing {

  private static final System.Logger LOG = System.getLogger(Hearing.class.getName());

  /** The most messages of which it is to be told yet who wants them. */
  static final int MOST = 1_000;

  /** The most bytes that they have together. */
  static final long MOST_BYTES = 4 << 20;

  private final Listeners listeners;
  private final Runnable look;
  private final HardWork elsewhere;
  private final SerialTasks hearing = new SerialTasks();
  private final Deque<Turn> line = new ArrayDeque<>(0);
  private int waiting;
  private long waitingBytes;

  /**
   * Nothing to be heard yet.
   *
   * @param look ends those who may not listen any more
   */
  Hearing(Listeners listeners, Runnable look, HardWork elsewhere) {
    this.listeners = listeners;
    this.look = look;
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
    if (!turn.arrived) {
      return;
    }
    HeardMessage message = turn.message.heard();
    look.run();
    if (listeners.anyChoose()) {
      choose(message);
    }
    listeners.hearUnfiltered(message);
  }

  private void choose(HeardMessage message) {
    boolean many = waiting >= MOST;
    boolean large = waiting > 0 && waitingBytes + message.bytes() > MOST_BYTES;
    if (many || large) {
      listeners.endChoosing(
          CommonError.SERVICE_UNAVAILABLE.refuse(
              "It takes too long to tell who wants what: more than %d messages, or %d bytes, wait.",
              MOST, MOST_BYTES));
      return;
    }
    waiting++;
    waitingBytes += message.bytes();
    hearing.take(
        () ->
            Future.succeededFuture()
                .compose(begins -> hear(message))
                .onComplete(heard -> gone(message))
                .onFailure(this::failed));
  }

  private void gone(HeardMessage message) {
    waiting--;
    waitingBytes -= message.bytes();
  }

  private void failed(Throwable fault) {
    if (listeners.anyChoose()) {
      LOG.log(System.Logger.Level.ERROR, "Listeners who choose have missed a message", fault);
      listeners.endChoosing(
          CommonError.INTERNAL_FAILURE.refuse(
              "The request processing has failed because of an unknown error."));
    }
  }

  private Future<Void> hear(HeardMessage message) {
    look.run();
    Optional<List<Listener>> wanting = listeners.wanting(message, Routing.MOST_EFFORT);
    if (wanting.isPresent()) {
      listeners.hear(wanting.get(), message);
      return Future.succeededFuture();
    }
    return elsewhere
        .run(listeners.wantingElsewhere(message))
        .map(
            some -> {
              look.run();
              listeners.hear(some, message);
              return null;
            });
  }
}
