package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Event.Rank;
import io.fanfare.broker.proof.Event.Send;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * The half of a client that brings messages into a FIFO queue. What was not answered it sends
 * again, and before anything else, as an SDK does.
 */
final class FifoSender {

  private final SqsClient sqs;
  private final Desk desk;
  private final History history;
  private final Outbox outbox;
  private final Random random;
  private final Queue<Letter> unanswered = new ArrayDeque<>();

  FifoSender(Setting setting, Desk desk, History history, Outbox outbox, Random random) {
    sqs = setting.sdk().sqs();
    this.desk = desk;
    this.history = history;
    this.outbox = outbox;
    this.random = random;
  }

  void send() {
    Letter letter = next();
    SendMessageResponse[] response = new SendMessageResponse[1];
    desk.request(
        () ->
            response[0] =
                sqs.sendMessage(
                    s ->
                        s.queueUrl(outbox.place().url())
                            .messageBody(letter.parcel().body())
                            .messageGroupId(letter.group())
                            .messageDeduplicationId(letter.deduplication())
                            .messageAttributes(Sender.forQueue(letter.parcel()))),
        (outcome, span) -> {
          sent(letter, outcome, span);
          if (outcome == Outcome.ACKED) {
            ranked(letter, response[0].messageId(), response[0].sequenceNumber(), span);
          }
        });
  }

  void sendBatch() {
    List<Letter> letters = nextBatch();
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Letter letter : letters) {
      entries.add(entry("e" + entries.size(), letter));
    }
    Map<String, SendMessageBatchResultEntry> done = new HashMap<>();
    Map<String, Outcome> failed = new HashMap<>();
    desk.request(
        () -> {
          var response =
              sqs.sendMessageBatch(s -> s.queueUrl(outbox.place().url()).entries(entries));
          response.successful().forEach(e -> done.put(e.id(), e));
          response.failed().forEach(e -> failed.put(e.id(), Outcome.ofFailure(e.senderFault())));
          return response;
        },
        (outcome, span) -> {
          for (int i = 0; i < letters.size(); i++) {
            sent(letters.get(i), failed.getOrDefault("e" + i, outcome), span);
            SendMessageBatchResultEntry entry = done.get("e" + i);
            if (entry != null) {
              ranked(letters.get(i), entry.messageId(), entry.sequenceNumber(), span);
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

  private static SendMessageBatchRequestEntry entry(String id, Letter letter) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(letter.parcel().body())
        .messageGroupId(letter.group())
        .messageDeduplicationId(letter.deduplication())
        .messageAttributes(Sender.forQueue(letter.parcel()))
        .build();
  }

  private void sent(Letter letter, Outcome outcome, Span span) {
    Parcel parcel = letter.parcel();
    history.add(new Send(outbox.place().name(), parcel.id(), parcel.content(), 0, outcome, span));
    if (outcome == Outcome.MAYBE) {
      unanswered.add(letter);
    }
  }

  private void ranked(Letter letter, String messageId, String sequence, Span span) {
    history.add(
        new Rank(
            outbox.place().name(),
            letter.parcel().id(),
            letter.group(),
            messageId,
            new BigInteger(sequence),
            span));
  }
}
