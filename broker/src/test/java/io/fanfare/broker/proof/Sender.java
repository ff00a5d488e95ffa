package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Event.Send;
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

  private final Setting setting;
  private final Desk desk;
  private final History history;
  private final Random random;
  private final UnaryOperator<String> names;
  private long last;

  /** A sender whose parcels are called {@code name} and a number. */
  Sender(Setting setting, Desk desk, History history, String name, Random random) {
    this.setting = setting;
    this.desk = desk;
    this.history = history;
    this.random = random;
    this.names = number -> name + "-" + number;
  }

  void send() {
    Parcel parcel = draw();
    int delay = delay();
    desk.request(
        () ->
            setting
                .sdk()
                .sqs()
                .sendMessage(
                    s ->
                        s.queueUrl(setting.plain())
                            .messageBody(parcel.body())
                            .delaySeconds(delay)
                            .messageAttributes(forQueue(parcel))),
        (outcome, span) -> history.add(sent(parcel, delay, outcome, span)));
  }

  void sendBatch() {
    List<Parcel> parcels = drawBatch();
    int delay = delay();
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Parcel parcel : parcels) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(parcel.id())
              .messageBody(parcel.body())
              .delaySeconds(delay)
              .messageAttributes(forQueue(parcel))
              .build());
    }
    Map<String, Outcome> failed = new HashMap<>();
    desk.request(
        () -> {
          var response =
              setting
                  .sdk()
                  .sqs()
                  .sendMessageBatch(s -> s.queueUrl(setting.plain()).entries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Outcome.ofFailure(e.senderFault())));
          return response;
        },
        (outcome, span) ->
            parcels.forEach(
                parcel ->
                    history.add(
                        sent(parcel, delay, failed.getOrDefault(parcel.id(), outcome), span))));
  }

  void publish() {
    Parcel parcel = draw();
    desk.request(
        () ->
            setting
                .sdk()
                .sns()
                .publish(
                    p ->
                        p.topicArn(setting.topic())
                            .message(parcel.body())
                            .messageAttributes(forTopic(parcel))),
        (outcome, span) -> published(parcel, outcome, span));
  }

  void publishBatch() {
    List<Parcel> parcels = drawBatch();
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (Parcel parcel : parcels) {
      entries.add(
          PublishBatchRequestEntry.builder()
              .id(parcel.id())
              .message(parcel.body())
              .messageAttributes(forTopic(parcel))
              .build());
    }
    Map<String, Outcome> failed = new HashMap<>();
    desk.request(
        () -> {
          var response =
              setting
                  .sdk()
                  .sns()
                  .publishBatch(
                      p -> p.topicArn(setting.topic()).publishBatchRequestEntries(entries));
          response.failed().forEach(e -> failed.put(e.id(), Outcome.ofFailure(e.senderFault())));
          return response;
        },
        (outcome, span) ->
            parcels.forEach(
                parcel -> published(parcel, failed.getOrDefault(parcel.id(), outcome), span)));
  }

  private Parcel draw() {
    return Parcel.draw(names.apply(Long.toString(++last)), random);
  }

  /** Up to ten parcels that fit into one publish. */
  private List<Parcel> drawBatch() {
    List<Parcel> parcels = new ArrayList<>();
    int bytes = 0;
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      Parcel parcel = draw();
      bytes += 4 * parcel.body().length() + 100;
      if (parcels.isEmpty() || bytes < 250_000) {
        parcels.add(parcel);
      }
    }
    return parcels;
  }

  private int delay() {
    return random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0;
  }

  private Send sent(Parcel parcel, int delay, Outcome outcome, Span span) {
    return new Send("plain", parcel.id(), parcel.content(), delay * SECOND, false, outcome, span);
  }

  private void published(Parcel parcel, Outcome outcome, Span span) {
    for (Setting.Place place : setting.places()) {
      if (place.kinds().contains(parcel.kind())) {
        history.add(new Send(place.name(), parcel.id(), parcel.content(), 0, false, outcome, span));
      }
    }
  }

  static Map<String, MessageAttributeValue> forQueue(Parcel parcel) {
    return parcel.attributes().entrySet().stream()
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
      Parcel parcel) {
    return parcel.attributes().entrySet().stream()
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
