package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.LostReceive;
import io.fanfare.broker.proof.Operation.Rank;
import io.fanfare.broker.proof.Operation.VisibilityChange;
import io.fanfare.broker.proof.Topology.Place;
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
  private final Interpreter interpreter;
  private final History history;
  private final Random random;
  private long leaseEnd;

  Receiver(Topology topology, Interpreter interpreter, History history, Random random) {
    sqs = topology.sdk().sqs();
    this.interpreter = interpreter;
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
    interpreter.invoke(
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
        (completion, span) -> {
          leaseEnd = span.start() + timeout * SECOND;
          if (completion == Completion.INFO) {
            history.add(new LostReceive(place.name(), span));
          } else if (completion == Completion.OK) {
            response[0].messages().forEach(m -> record(place, m, timeout, span));
          }
        });
    return response[0] == null ? List.of() : response[0].messages();
  }

  private void delete(Place place, Message message) {
    interpreter.invoke(
        leaseEnd,
        () ->
            sqs.deleteMessage(d -> d.queueUrl(place.url()).receiptHandle(message.receiptHandle())),
        (completion, span) ->
            history.add(deleted(place, message, ofDeletion(completion, span), span)));
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
    Map<String, Completion> failed = new HashMap<>();
    interpreter.invoke(
        () -> {
          var response = sqs.deleteMessageBatch(d -> d.queueUrl(place.url()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Completion.ofFailure(e.senderFault())));
          return response;
        },
        (completion, span) ->
            IntStream.range(0, messages.size())
                .forEach(
                    i ->
                        history.add(
                            deleted(
                                place,
                                messages.get(i),
                                failed.getOrDefault("e" + i, ofDeletion(completion, span)),
                                span))));
  }

  /** A deletion after the lease has no effect on a message that was given up in between. */
  private Completion ofDeletion(Completion completion, Span span) {
    boolean late = span.end() + HistoryChecker.TOLERANCE > leaseEnd;
    return late && completion == Completion.OK ? Completion.INFO : completion;
  }

  private void change(Place place, Message message, int timeout) {
    interpreter.invoke(
        leaseEnd,
        () ->
            sqs.changeMessageVisibility(
                c ->
                    c.queueUrl(place.url())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(timeout)),
        (completion, span) -> history.add(changed(place, message, timeout, completion, span)));
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
    Map<String, Completion> failed = new HashMap<>();
    interpreter.invoke(
        () -> {
          var response =
              sqs.changeMessageVisibilityBatch(c -> c.queueUrl(place.url()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Completion.ofFailure(e.senderFault())));
          return response;
        },
        (completion, span) ->
            IntStream.range(0, messages.size())
                .forEach(
                    i ->
                        history.add(
                            changed(
                                place,
                                messages.get(i),
                                timeout,
                                failed.getOrDefault("e" + i, completion),
                                span))));
  }

  private static Deletion deleted(Place place, Message message, Completion completion, Span span) {
    return new Deletion(place.name(), idOf(place, message), message.messageId(), completion, span);
  }

  private static VisibilityChange changed(
      Place place, Message message, int timeout, Completion completion, Span span) {
    return new VisibilityChange(
        place.name(),
        idOf(place, message),
        message.messageId(),
        timeout * SECOND,
        completion,
        span);
  }

  private void record(Place place, Message message, int timeout, Span span) {
    Payload payload = open(place, message);
    Map<String, String> attributes = message.attributesAsStrings();
    history.add(
        new Delivery(
            place.name(),
            payload.id(),
            payload.content(),
            message.messageId(),
            Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "0")),
            timeout * SECOND,
            span));
    if (place.fifo()) {
      history.add(
          new Rank(
              place.name(),
              payload.id(),
              attributes.getOrDefault("MessageGroupId", "none"),
              message.messageId(),
              new BigInteger(attributes.getOrDefault("SequenceNumber", "0")),
              span));
    }
  }

  private static String idOf(Place place, Message message) {
    return open(place, message).id();
  }

  private static Payload open(Place place, Message message) {
    Map<String, String> attributes = new HashMap<>();
    if (!place.enveloped()) {
      message.messageAttributes().forEach((name, v) -> attributes.put(name, v.stringValue()));
      return Payload.arrived(message.body(), attributes);
    }
    JsonObject envelope = new JsonObject(message.body());
    JsonObject sent = envelope.getJsonObject("MessageAttributes", new JsonObject());
    for (String name : sent.fieldNames()) {
      attributes.put(name, sent.getJsonObject(name).getString("Value"));
    }
    return Payload.arrived(envelope.getString("Message"), attributes);
  }
}
