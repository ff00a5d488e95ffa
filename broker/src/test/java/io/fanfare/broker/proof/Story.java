package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Event.Deletion;
import io.fanfare.broker.proof.Event.Delivery;
import io.fanfare.broker.proof.Event.LostReceive;
import io.fanfare.broker.proof.Event.Restart;
import io.fanfare.broker.proof.Event.Send;
import io.fanfare.broker.proof.Event.VisibilityChange;

/** Writes the history of one message {@code m} in one queue {@code q}, in seconds. */
final class Story {

  private final History history = new History();
  private Outcome outcome = Outcome.ACKED;
  private String content = "content";
  private String messageId = "id";

  /** Of the next events, {@code outcome} is what the client hears. */
  Story hearing(Outcome outcome) {
    this.outcome = outcome;
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

  Story sent(double from, double to) {
    return sent(from, to, 0);
  }

  Story sent(double from, double to, double delay) {
    return add(new Send("q", "m", "content", nanos(delay), outcome, span(from, to)));
  }

  Story received(int count, double timeout, double from, double to) {
    return add(new Delivery("q", "m", content, messageId, count, nanos(timeout), span(from, to)));
  }

  Story changed(double timeout, double from, double to) {
    return add(new VisibilityChange("q", "m", nanos(timeout), outcome, span(from, to)));
  }

  Story deleted(double from, double to) {
    return add(new Deletion("q", "m", outcome, span(from, to)));
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
