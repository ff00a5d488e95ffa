package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Event.Deletion;
import io.fanfare.broker.proof.Event.Delivery;
import io.fanfare.broker.proof.Event.LostReceive;
import io.fanfare.broker.proof.Event.Rank;
import io.fanfare.broker.proof.Event.Restart;
import io.fanfare.broker.proof.Event.Send;
import io.fanfare.broker.proof.Event.VisibilityChange;
import java.math.BigInteger;

/** Writes the history of one queue {@code q}, in seconds; it begins with the message {@code m}. */
final class Story {

  private final History history = new History();
  private Outcome outcome = Outcome.ACKED;
  private String content = "content";
  private boolean once;
  private String id = "m";
  private String messageId = "id";
  private String group = "";
  private int sequence;

  /** Of the next events, {@code outcome} is what the client hears. */
  Story hearing(Outcome outcome) {
    this.outcome = outcome;
    return this;
  }

  /** All sends under one id are meant to be one message. */
  Story once() {
    once = true;
    return this;
  }

  /** The next deliveries come with {@code content}. */
  Story with(String content) {
    this.content = content;
    return this;
  }

  /** The next deliveries are of the message that the broker calls {@code messageId}. */
  Story called(String messageId) {
    this.messageId = messageId;
    return this;
  }

  /**
   * The next events are of the message {@code id} in a FIFO queue, such as {@code g1}, which is in
   * the group {@code g} and has the SequenceNumber 1.
   */
  Story of(String id) {
    this.id = id;
    messageId = "id of " + id;
    return inGroup(id.substring(0, 1)).numbered(Integer.parseInt(id.substring(1)));
  }

  /** The next events are of a message in {@code group}. */
  Story inGroup(String group) {
    this.group = group;
    return this;
  }

  /** The next events are of a message that has the SequenceNumber {@code sequence}. */
  Story numbered(int sequence) {
    this.sequence = sequence;
    return this;
  }

  Story sent(double from, double to) {
    return sent(from, to, 0);
  }

  Story sent(double from, double to, double delay) {
    add(new Send("q", id, "content", nanos(delay), once, outcome, span(from, to)));
    return outcome == Outcome.ACKED ? ranked(from, to) : this;
  }

  /** Sent by way of a topic, whose answer tells no place in the queue. */
  Story published(double from, double to) {
    return add(new Send("q", id, "content", 0, true, outcome, span(from, to)));
  }

  Story received(int count, double timeout, double from, double to) {
    add(new Delivery("q", id, content, messageId, count, nanos(timeout), span(from, to)));
    return ranked(from, to);
  }

  Story changed(double timeout, double from, double to) {
    return add(new VisibilityChange("q", id, messageId, nanos(timeout), outcome, span(from, to)));
  }

  Story deleted(double from, double to) {
    return add(new Deletion("q", id, messageId, outcome, span(from, to)));
  }

  Story receivedUnheard(double from, double to) {
    return add(new LostReceive("q", span(from, to)));
  }

  Story restarted(double from, double to) {
    return add(new Restart(span(from, to)));
  }

  Verdict verdict() {
    return HistoryChecker.check(history);
  }

  private Story ranked(double from, double to) {
    if (!group.isEmpty()) {
      BigInteger number = BigInteger.valueOf(sequence);
      add(new Rank("q", id, group, messageId, number, span(from, to)));
    }
    return this;
  }

  private Story add(Event event) {
    history.add(event);
    return this;
  }

  private static Span span(double from, double to) {
    return new Span(nanos(from), nanos(to));
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
