package io.fanfare.broker.proof;

import io.fanfare.broker.proof.FifoClient.Receipt;
import io.fanfare.broker.proof.FifoClient.Receipts;
import io.fanfare.broker.proof.Operation.Rank;
import io.fanfare.broker.proof.Operation.Send;
import io.fanfare.broker.proof.Topology.Place;
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

  private final Interpreter interpreter;
  private final History history;
  private final FifoGenerator generator;
  private final Random random;
  private final Queue<FifoMessage> unanswered = new ArrayDeque<>();

  FifoSender(Interpreter interpreter, History history, FifoGenerator generator, Random random) {
    this.interpreter = interpreter;
    this.history = history;
    this.generator = generator;
    this.random = random;
  }

  void send() {
    FifoMessage message = next();
    Receipt[] receipt = new Receipt[1];
    interpreter.invoke(
        () -> receipt[0] = generator.client().invoke(message),
        (completion, span) -> {
          sent(message, completion, span);
          if (completion == Completion.OK) {
            ranked(message, receipt[0], span);
          }
        });
  }

  void sendBatch() {
    List<FifoMessage> messages = nextBatch();
    Receipts[] response = {new Receipts(Map.of(), Map.of())};
    interpreter.invoke(
        () -> response[0] = generator.client().invoke(messages),
        (completion, span) -> {
          for (int i = 0; i < messages.size(); i++) {
            sent(messages.get(i), response[0].failed().getOrDefault(i, completion), span);
            Receipt receipt = response[0].done().get(i);
            if (receipt != null) {
              ranked(messages.get(i), receipt, span);
            }
          }
        });
  }

  private FifoMessage next() {
    FifoMessage again = unanswered.poll();
    return again == null ? generator.next(random) : again;
  }

  /** Up to ten messages that fit into one batch. */
  private List<FifoMessage> nextBatch() {
    List<FifoMessage> messages = new ArrayList<>();
    int chars = 0;
    for (int i = 1 + random.nextInt(10); i > 0 && chars < 50_000; i--) {
      FifoMessage message = next();
      messages.add(message);
      chars += message.payload().body().length();
    }
    return messages;
  }

  private void sent(FifoMessage message, Completion completion, Span span) {
    Payload payload = message.payload();
    for (Place place : generator.places()) {
      history.add(
          new Send(place.name(), payload.id(), payload.content(), 0, true, completion, span));
    }
    if (completion != Completion.OK) {
      unanswered.add(message);
    }
  }

  private void ranked(FifoMessage message, Receipt receipt, Span span) {
    history.add(
        new Rank(
            generator.name(),
            message.payload().id(),
            message.group(),
            receipt.messageId(),
            new BigInteger(receipt.sequenceNumber()),
            span));
  }
}
