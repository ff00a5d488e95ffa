package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Carrier.Receipt;
import io.fanfare.broker.proof.Carrier.Receipts;
import io.fanfare.broker.proof.Event.Rank;
import io.fanfare.broker.proof.Event.Send;
import io.fanfare.broker.proof.Setting.Place;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * The half of a client that brings messages into a FIFO queue, or into a FIFO topic. What was not
 * answered it sends again, and before anything else, as an SDK does, until it is.
 */
final class FifoSender {

  private final Desk desk;
  private final History history;
  private final Outbox outbox;
  private final Random random;
  private final Queue<Letter> unanswered = new ArrayDeque<>();

  FifoSender(Desk desk, History history, Outbox outbox, Random random) {
    this.desk = desk;
    this.history = history;
    this.outbox = outbox;
    this.random = random;
  }

  void send() {
    Letter letter = next();
    Receipt[] receipt = new Receipt[1];
    desk.request(
        () -> receipt[0] = outbox.carrier().carry(letter),
        (outcome, span) -> {
          sent(letter, outcome, span);
          if (outcome == Outcome.ACKED) {
            ranked(letter, receipt[0], span);
          }
        });
  }

  void sendBatch() {
    List<Letter> letters = nextBatch();
    Receipts[] response = {new Receipts(Map.of(), Map.of())};
    desk.request(
        () -> response[0] = outbox.carrier().carry(letters),
        (outcome, span) -> {
          for (int i = 0; i < letters.size(); i++) {
            sent(letters.get(i), response[0].failed().getOrDefault(i, outcome), span);
            Receipt receipt = response[0].done().get(i);
            if (receipt != null) {
              ranked(letters.get(i), receipt, span);
            }
          }
        });
  }

  private Letter next() {
    Letter again = unanswered.poll();
    return again == null ? outbox.next(random) : again;
  }

  /** Up to ten letters that fit into one batch. */
  private List<Letter> nextBatch() {
    List<Letter> letters = new ArrayList<>();
    int chars = 0;
    for (int i = 1 + random.nextInt(10); i > 0 && chars < 50_000; i--) {
      Letter letter = next();
      letters.add(letter);
      chars += letter.parcel().body().length();
    }
    return letters;
  }

  private void sent(Letter letter, Outcome outcome, Span span) {
    Parcel parcel = letter.parcel();
    for (Place place : outbox.places()) {
      history.add(new Send(place.name(), parcel.id(), parcel.content(), 0, true, outcome, span));
    }
    if (outcome != Outcome.ACKED) {
      unanswered.add(letter);
    }
  }

  private void ranked(Letter letter, Receipt receipt, Span span) {
    history.add(
        new Rank(
            outbox.name(),
            letter.parcel().id(),
            letter.group(),
            receipt.messageId(),
            new BigInteger(receipt.sequenceNumber()),
            span));
  }
}
