package io.fanfare.junit;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What writes down what queues and topics take in, before their senders hear of it. */
final class Spy {

  private final Publications publications;
  private final Caller home;

  /** A spy on a broker at which who does not say so is {@code home}. */
  Spy(Publications publications, Caller home) {
    this.publications = publications;
    this.home = home;
  }

  Queues over(Queues queues) {
    return new SpiedQueues(queues, this, home);
  }

  Topics over(Topics topics) {
    return new SpiedTopics(topics, this);
  }

  void sent(SendMessage one, SendMessage.Result result, Caller caller) {
    publications.add(
        new Publication(
            arn(one.queueUrl(), caller),
            result.messageId(),
            one.messageBody(),
            null,
            values(one.messageAttributes()),
            one.messageGroupId(),
            one.messageDeduplicationId(),
            result.sequenceNumber()));
  }

  void sent(SendMessageBatch many, SendMessageBatch.Result result, Caller caller) {
    Map<String, SendMessageBatch.Entry> entries = new HashMap<>();
    many.entries().forEach(entry -> entries.put(text(entry.id()), entry));
    for (SendMessageBatch.ResultEntry taken : result.successful()) {
      SendMessageBatch.Entry entry = entries.get(taken.id());
      if (entry != null) {
        publications.add(
            new Publication(
                arn(many.queueUrl(), caller),
                taken.messageId(),
                text(entry.messageBody()),
                null,
                values(entry.messageAttributes()),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                taken.sequenceNumber()));
      }
    }
  }

  void published(Publish one, Publish.Result result) {
    publications.add(
        new Publication(
            Stream.of(text(one.topicArn()), text(one.targetArn()), text(one.phoneNumber()))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(""),
            result.messageId(),
            text(one.message()),
            one.subject(),
            values(one.messageAttributes()),
            one.messageGroupId(),
            one.messageDeduplicationId(),
            result.sequenceNumber()));
  }

  void published(PublishBatch many, PublishBatch.Result result) {
    Map<String, PublishBatch.Entry> entries = new HashMap<>();
    many.publishBatchRequestEntries().forEach(entry -> entries.put(text(entry.id()), entry));
    for (PublishBatch.ResultEntry taken : result.successful()) {
      PublishBatch.Entry entry = entries.get(taken.id());
      if (entry != null) {
        publications.add(
            new Publication(
                many.topicArn(),
                taken.messageId(),
                text(entry.message()),
                entry.subject(),
                values(entry.messageAttributes()),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                taken.sequenceNumber()));
      }
    }
  }

  /** The ARN of the queue at {@code url}, which may be a name that stands for one of the caller. */
  private static String arn(String url, Caller caller) {
    String[] parts = url.split("/", -1);
    String name = parts[parts.length - 1];
    String account = parts.length > 1 ? parts[parts.length - 2] : caller.account();
    String region = caller.region();
    return "arn:%s:sqs:%s:%s:%s".formatted(Arn.partitionOf(region), region, account, name);
  }

  private static Map<String, String> values(Map<String, MessageAttribute> attributes) {
    return attributes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> value(each.getValue())));
  }

  private static String value(MessageAttribute attribute) {
    return attribute.binaryValue() == null
        ? text(attribute.stringValue())
        : attribute.binaryValue().toBase64();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
