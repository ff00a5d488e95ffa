package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.LostReceive;
import io.fanfare.broker.proof.Operation.Rank;
import io.fanfare.broker.proof.Operation.Restart;
import io.fanfare.broker.proof.Operation.Send;
import io.fanfare.broker.proof.Operation.VisibilityChange;
import java.math.BigInteger;

/** Writes the history of one queue {@code q}, in seconds; it begins with the message {@code m}. */
final class HistoryBuilder {

  private final History history = new History();
  private Completion completion = Completion.OK;
  private String content = "content";
  private boolean once;
  private String id = "m";
  private String messageId = "id";
  private String group = "";
  private int sequence;

  /** Of the next operations, {@code completion} is what the client hears. */
  HistoryBuilder hearing(Completion completion) {
    this.completion = completion;
    return this;
  }

  /** All sends under one id are meant to be one message. */
  HistoryBuilder once() {
    once = true;
    return this;
  }

  /** The next deliveries come with {@code content}. */
  HistoryBuilder with(String content) {
    this.content = content;
    return this;
  }

  /** The next deliveries are of the message that the broker calls {@code messageId}. */
  HistoryBuilder called(String messageId) {
    this.messageId = messageId;
    return this;
  }

  /**
   * The next operations are of the message {@code id} in a FIFO queue, such as {@code g1}, which is
   * in the group {@code g} and has the SequenceNumber 1.
   */
  HistoryBuilder of(String id) {
    this.id = id;
    messageId = "id of " + id;
    return inGroup(id.substring(0, 1)).numbered(Integer.parseInt(id.substring(1)));
  }

  /** The next operations are of a message in {@code group}. */
  HistoryBuilder inGroup(String group) {
    this.group = group;
    return this;
  }

  /** The next operations are of a message that has the SequenceNumber {@code sequence}. */
  HistoryBuilder numbered(int sequence) {
    this.sequence = sequence;
    return this;
  }

  HistoryBuilder sent(double from, double to) {
    return sent(from, to, 0);
  }

  HistoryBuilder sent(double from, double to, double delay) {
    add(new Send("q", id, "content", nanos(delay), once, completion, span(from, to)));
    return completion == Completion.OK ? ranked(from, to) : this;
  }

  /** Sent by way of a topic, whose answer tells no place in the queue. */
  HistoryBuilder published(double from, double to) {
    return add(new Send("q", id, "content", 0, true, completion, span(from, to)));
  }

  HistoryBuilder received(int count, double timeout, double from, double to) {
    add(new Delivery("q", id, content, messageId, count, nanos(timeout), span(from, to)));
    return ranked(from, to);
  }

  HistoryBuilder changed(double timeout, double from, double to) {
    return add(
        new VisibilityChange("q", id, messageId, nanos(timeout), completion, span(from, to)));
  }

  HistoryBuilder deleted(double from, double to) {
    return add(new Deletion("q", id, messageId, completion, span(from, to)));
  }

  HistoryBuilder receivedUnheard(double from, double to) {
    return add(new LostReceive("q", span(from, to)));
  }

  HistoryBuilder restarted(double from, double to) {
    return add(new Restart(span(from, to)));
  }

  Results results() {
    return HistoryChecker.check(history);
  }

  private HistoryBuilder ranked(double from, double to) {
    if (!group.isEmpty()) {
      BigInteger number = BigInteger.valueOf(sequence);
      add(new Rank("q", id, group, messageId, number, span(from, to)));
    }
    return this;
  }

  private HistoryBuilder add(Operation operation) {
    history.add(operation);
    return this;
  }

  private static Span span(double from, double to) {
    return new Span(nanos(from), nanos(to));
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
