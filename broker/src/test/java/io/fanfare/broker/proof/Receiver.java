package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Event.Deletion;
import io.fanfare.broker.proof.Event.Delivery;
import io.fanfare.broker.proof.Event.LostReceive;
import io.fanfare.broker.proof.Event.Rank;
import io.fanfare.broker.proof.Event.VisibilityChange;
import io.fanfare.broker.proof.Setting.Place;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The half of a client that takes messages out, by every action there is for it. */
final class Receiver {

  private static final long SECOND = 1_000_000_000;

  private final SqsClient sqs;
  private final Desk desk;
  private final History history;
  private final Random random;
  private long leaseEnd;

  Receiver(Setting setting, Desk desk, History history, Random random) {
    sqs = setting.sdk().sqs();
    this.desk = desk;
    this.history = history;
    this.random = random;
  }

  /** Receives, and does with the messages what receivers do: mostly delete, not always. */
  void receive(Place place) {
    List<Message> messages = take(place, 1 + random.nextInt(3), random.nextInt(10) / 9);
    if (messages.isEmpty()) {
      return;
    }
    int luck = random.nextInt(20);
    if (luck < 2) {
      delete(place, messages.subList(random.nextInt(messages.size()), messages.size()));
    } else if (luck < 13) {
      delete(place, messages);
    } else if (luck < 16) {
      messages.forEach(message -> delete(place, message));
    } else if (luck < 18) {
      change(place, messages, random.nextInt(5));
    } else if (luck < 19) {
      messages.forEach(message -> change(place, message, random.nextInt(3)));
    }
  }

  /** Receives and deletes until nothing has come for {@code seconds}. */
  void drain(Place place, int seconds) {
    List<Message> messages = take(place, 30, seconds);
    while (!messages.isEmpty()) {
      delete(place, messages);
      messages = take(place, 30, seconds);
    }
  }

  private List<Message> take(Place place, int timeout, int wait) {
    ReceiveMessageResponse[] response = new ReceiveMessageResponse[1];
    desk.request(
        () ->
            response[0] =
                sqs.receiveMessage(
                    r ->
                        r.queueUrl(place.url())
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(timeout)
                            .waitTimeSeconds(wait)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNamesWithStrings(
                                "ApproximateReceiveCount", "MessageGroupId", "SequenceNumber")),
        (outcome, span) -> {
          leaseEnd = span.start() + timeout * SECOND;
          if (outcome == Outcome.MAYBE) {
            history.add(new LostReceive(place.name(), span));
          } else if (outcome == Outcome.ACKED) {
            response[0].messages().forEach(m -> record(place, m, timeout, span));
          }
        });
    return response[0] == null ? List.of() : response[0].messages();
  }

  private void delete(Place place, Message message) {
    desk.request(
        () ->
            sqs.deleteMessage(d -> d.queueUrl(place.url()).receiptHandle(message.receiptHandle())),
        (outcome, span) -> history.add(deleted(place, message, ofDeletion(outcome, span), span)));
  }

  private void delete(Place place, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id("e" + i)
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
            .toList();
    Map<String, Outcome> failed = new HashMap<>();
    desk.request(
        () -> {
          var response = sqs.deleteMessageBatch(d -> d.queueUrl(place.url()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Outcome.ofFailure(e.senderFault())));
          return response;
        },
        (outcome, span) ->
            IntStream.range(0, messages.size())
                .forEach(
                    i ->
                        history.add(
                            deleted(
                                place,
                                messages.get(i),
                                failed.getOrDefault("e" + i, ofDeletion(outcome, span)),
                                span))));
  }

  /** A deletion after the lease has no effect on a message that was given up in between. */
  private Outcome ofDeletion(Outcome outcome, Span span) {
    boolean late = span.end() + HistoryChecker.TOLERANCE > leaseEnd;
    return late && outcome == Outcome.ACKED ? Outcome.MAYBE : outcome;
  }

  private void change(Place place, Message message, int timeout) {
    desk.request(
        () ->
            sqs.changeMessageVisibility(
                c ->
                    c.queueUrl(place.url())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(timeout)),
        (outcome, span) -> history.add(changed(place, message, timeout, outcome, span)));
  }

  private void change(Place place, List<Message> messages, int timeout) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("e" + i)
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout(timeout)
                        .build())
            .toList();
    Map<String, Outcome> failed = new HashMap<>();
    desk.request(
        () -> {
          var response =
              sqs.changeMessageVisibilityBatch(c -> c.queueUrl(place.url()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Outcome.ofFailure(e.senderFault())));
          return response;
        },
        (outcome, span) ->
            IntStream.range(0, messages.size())
                .forEach(
                    i ->
                        history.add(
                            changed(
                                place,
                                messages.get(i),
                                timeout,
                                failed.getOrDefault("e" + i, outcome),
                                span))));
  }

  private static Deletion deleted(Place place, Message message, Outcome outcome, Span span) {
    return new Deletion(place.name(), idOf(place, message), message.messageId(), outcome, span);
  }

  private static VisibilityChange changed(
      Place place, Message message, int timeout, Outcome outcome, Span span) {
    return new VisibilityChange(
        place.name(), idOf(place, message), message.messageId(), timeout * SECOND, outcome, span);
  }

  private void record(Place place, Message message, int timeout, Span span) {
    Parcel parcel = open(place, message);
    Map<String, String> attributes = message.attributesAsStrings();
    history.add(
        new Delivery(
            place.name(),
            parcel.id(),
            parcel.content(),
            message.messageId(),
            Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "0")),
            timeout * SECOND,
            span));
    if (place.fifo()) {
      history.add(
          new Rank(
              place.name(),
              parcel.id(),
              attributes.getOrDefault("MessageGroupId", "none"),
              message.messageId(),
              new BigInteger(attributes.getOrDefault("SequenceNumber", "0")),
              span));
    }
  }

  private static String idOf(Place place, Message message) {
    return open(place, message).id();
  }

  private static Parcel open(Place place, Message message) {
    Map<String, String> attributes = new HashMap<>();
    if (!place.enveloped()) {
      message.messageAttributes().forEach((name, v) -> attributes.put(name, v.stringValue()));
      return Parcel.arrived(message.body(), attributes);
    }
    JsonObject envelope = new JsonObject(message.body());
    JsonObject sent = envelope.getJsonObject("MessageAttributes", new JsonObject());
    for (String name : sent.fieldNames()) {
      attributes.put(name, sent.getJsonObject(name).getString("Value"));
    }
    return Parcel.arrived(envelope.getString("Message"), attributes);
  }
}
