package io.fanfare.broker.sdk.topics;

import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A FIFO topic of a tenant, in few words. */
record FifoTopic(Tenant tenant, String arn) {

  /** A new topic that knows messages by their text. */
  static FifoTopic byContent(Tenant tenant) {
    return with(tenant, Map.of("ContentBasedDeduplication", "true"));
  }

  /** A new topic with these attributes beside the one that makes it a FIFO topic. */
  static FifoTopic with(Tenant tenant, Map<String, String> attributes) {
    return named(tenant, tenant.newName() + ".fifo", attributes);
  }

  /** The same, called {@code name}. */
  static FifoTopic named(Tenant tenant, String name, Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoTopic", "true");
    return new FifoTopic(
        tenant, tenant.sns.createTopic(c -> c.name(name).attributes(all)).topicArn());
  }

  static PublishBatchRequestEntry entry(String id, String group, String message) {
    return PublishBatchRequestEntry.builder().id(id).messageGroupId(group).message(message).build();
  }

  /** Subscribes a queue to the messages themselves. */
  String subscribe(String queueArn) {
    return subscribe(queueArn, Map.of("RawMessageDelivery", "true"));
  }

  String subscribe(String queueArn, Map<String, String> attributes) {
    return tenant
        .sns
        .subscribe(
            s ->
                s.topicArn(arn)
                    .protocol("sqs")
                    .endpoint(queueArn)
                    .attributes(attributes)
                    .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  PublishResponse publish(String group, String message) {
    return publish(group, message, null);
  }

  PublishResponse publish(String group, String message, @Nullable String deduplicationId) {
    return tenant.sns.publish(
        p ->
            p.topicArn(arn)
                .message(message)
                .messageGroupId(group)
                .messageDeduplicationId(deduplicationId));
  }
}
