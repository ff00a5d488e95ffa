package io.fanfare.broker.sdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A FIFO queue of a tenant, in few words. */
record FifoQueue(Tenant tenant, String url) {

  /** A new queue that knows messages by their bodies. */
  static FifoQueue byContent(Tenant tenant) {
    return with(tenant, Map.of("ContentBasedDeduplication", "true"));
  }

  /** A new queue with these attributes beside the one that makes it a FIFO queue. */
  static FifoQueue with(Tenant tenant, Map<String, String> attributes) {
    return named(tenant, tenant.newName() + ".fifo", attributes);
  }

  /** The same, called {@code name}. */
  static FifoQueue named(Tenant tenant, String name, Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoQueue", "true");
    return new FifoQueue(
        tenant,
        tenant.sqs.createQueue(c -> c.queueName(name).attributesWithStrings(all)).queueUrl());
  }

  /** An entry of a batch, known by its body. */
  static SendMessageBatchRequestEntry entry(String id, String group, String body) {
    return Entries.toSend(id, body).toBuilder().messageGroupId(group).build();
  }

  static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  String arn() {
    return tenant.arnOf(url);
  }

  String counts() {
    return tenant.counts(url);
  }

  void set(String name, String value) {
    tenant.sqs.setQueueAttributes(s -> s.queueUrl(url).attributesWithStrings(Map.of(name, value)));
  }

  /** Sends bodies such as {@code g1-m1}, each to the group before its hyphen. */
  void send(String... bodies) {
    for (String body : bodies) {
      sendTo(body.substring(0, body.indexOf('-')), body, null);
    }
  }

  SendMessageResponse sendTo(String group, String body, @Nullable String deduplicationId) {
    return tenant.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageGroupId(group)
                .messageBody(body)
                .messageDeduplicationId(deduplicationId));
  }

  /** The bodies of up to ten messages that can be received now. */
  List<String> receiveBodies() {
    return bodies(tenant.receive(url));
  }

  /** So many messages at the most, hidden for so many seconds. */
  List<Message> receive(int most, int timeout) {
    return receive(
        ReceiveMessageRequest.builder().maxNumberOfMessages(most).visibilityTimeout(timeout));
  }

  List<Message> receive(ReceiveMessageRequest.Builder request) {
    return tenant
        .sqs
        .receiveMessage(request.queueUrl(url).messageSystemAttributeNamesWithStrings("All").build())
        .messages();
  }

  void delete(Message message) {
    tenant.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  void release(Message message) {
    change(message, 0);
  }

  void change(Message message, int timeout) {
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(timeout));
  }
}
