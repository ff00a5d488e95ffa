package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The half of a client that brings messages in, by every action that standard queues take. */
final class Sender {

  private static final long SECOND = 1_000_000_000;

  private final Topology topology;
  private final Interpreter interpreter;
  private final History history;
  private final Random random;
  private final UnaryOperator<String> names;
  private long last;

  /** A sender whose payloads are called {@code name} and a number. */
  Sender(Topology topology, Interpreter interpreter, History history, String name, Random random) {
    this.topology = topology;
    this.interpreter = interpreter;
    this.history = history;
    this.random = random;
    this.names = number -> name + "-" + number;
  }

  void send() {
    Payload payload = draw();
    int delay = delay();
    interpreter.invoke(
        () ->
            topology
                .sdk()
                .sqs()
                .sendMessage(
                    s ->
                        s.queueUrl(topology.plain())
                            .messageBody(payload.body())
                            .delaySeconds(delay)
                            .messageAttributes(forQueue(payload))),
        (completion, span) -> history.add(sent(payload, delay, completion, span)));
  }

  void sendBatch() {
    List<Payload> payloads = drawBatch();
    int delay = delay();
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Payload payload : payloads) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(payload.id())
              .messageBody(payload.body())
              .delaySeconds(delay)
              .messageAttributes(forQueue(payload))
              .build());
    }
    Map<String, Completion> failed = new HashMap<>();
    interpreter.invoke(
        () -> {
          var response =
              topology
                  .sdk()
                  .sqs()
                  .sendMessageBatch(s -> s.queueUrl(topology.plain()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Completion.ofFailure(e.senderFault())));
          return response;
        },
        (completion, span) ->
            payloads.forEach(
                payload ->
                    history.add(
                        sent(
                            payload, delay, failed.getOrDefault(payload.id(), completion), span))));
  }

  void publish() {
    Payload payload = draw();
    interpreter.invoke(
        () ->
            topology
                .sdk()
                .sns()
                .publish(
                    p ->
                        p.topicArn(topology.topic())
                            .message(payload.body())
                            .messageAttributes(forTopic(payload))),
        (completion, span) -> published(payload, completion, span));
  }

  void publishBatch() {
    List<Payload> payloads = drawBatch();
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (Payload payload : payloads) {
      entries.add(
          PublishBatchRequestEntry.builder()
              .id(payload.id())
              .message(payload.body())
              .messageAttributes(forTopic(payload))
              .build());
    }
    Map<String, Completion> failed = new HashMap<>();
    interpreter.invoke(
        () -> {
          var response =
              topology
                  .sdk()
                  .sns()
                  .publishBatch(
                      p -> p.topicArn(topology.topic()).publishBatchRequestEntries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Completion.ofFailure(e.senderFault())));
          return response;
        },
        (completion, span) ->
            payloads.forEach(
                payload ->
                    published(payload, failed.getOrDefault(payload.id(), completion), span)));
  }

  private Payload draw() {
    return Payload.draw(names.apply(Long.toString(++last)), random);
  }

  /** Up to ten payloads that fit into one publish. */
  private List<Payload> drawBatch() {
    List<Payload> payloads = new ArrayList<>();
    int bytes = 0;
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      Payload payload = draw();
      bytes += 4 * payload.body().length() + 100;
      if (payloads.isEmpty() || bytes < 250_000) {
        payloads.add(payload);
      }
    }
    return payloads;
  }

  private int delay() {
    return random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0;
  }

  private Send sent(Payload payload, int delay, Completion completion, Span span) {
    return new Send(
        "plain", payload.id(), payload.content(), delay * SECOND, false, completion, span);
  }

  private void published(Payload payload, Completion completion, Span span) {
    for (Topology.Place place : topology.places()) {
      if (place.kinds().contains(payload.kind())) {
        history.add(
            new Send(place.name(), payload.id(), payload.content(), 0, false, completion, span));
      }
    }
  }

  static Map<String, MessageAttributeValue> forQueue(Payload payload) {
    return payload.attributes().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(e.getValue())
                        .build()));
  }

  static Map<String, software.amazon.awssdk.services.sns.model.MessageAttributeValue> forTopic(
      Payload payload) {
    return payload.attributes().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(e.getValue())
                        .build()));
  }
}
