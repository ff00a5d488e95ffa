package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** FIFO topics: each message once, in order, to FIFO queues and to standard ones. */
@OnEveryBroker
final class FifoTopicsTest {

  private static final String INVALID = "InvalidParameter";
  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private static final MessageAttributeValue VALUE =
      MessageAttributeValue.builder().dataType("String").stringValue("v").build();

  private final Tenant tenant;

  FifoTopicsTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void theNameAndTheAttributeBelongTogether() {
    for (Map<String, String> attributes :
        List.of(Map.<String, String>of(), Map.of("FifoTopic", "false"))) {
      assertRefused(
          INVALID,
          "Invalid parameter: Topic Name",
          () -> tenant.sns.createTopic(c -> c.name("a.fifo").attributes(attributes)));
    }
    assertRefused(
        INVALID,
        "Invalid parameter: Topic Name",
        () -> tenant.sns.createTopic(c -> c.name("a").attributes(Map.of("FifoTopic", "true"))));
    assertTrue(FifoTopic.byContent(tenant).arn().endsWith(".fifo"));
  }

  @Test
  void aQueueGetsTheMessagesOfAGroupInTheirOrder() {
    FifoTopic topic = FifoTopic.byContent(tenant);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    topic.subscribe(queue.arn());
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      numbers.add(topic.publish("g", "m" + i).sequenceNumber());
    }
    assertEquals(List.of("m0", "m1", "m2", "m3", "m4"), queue.receiveBodies());
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
    assertTrue(numbers.get(0).matches("[0-9]{20}"));
  }

  @Test
  void aFifoQueueGetsTheGroupAndTheHashOfTheText() {
    FifoTopic topic = FifoTopic.byContent(tenant);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    topic.subscribe(queue.arn(), Map.of());
    PublishResponse published = topic.publish("g", "hello");
    Message message = tenant.receiveOne(queue.url());
    JsonObject envelope = new JsonObject(message.body());
    assertEquals(published.messageId(), envelope.getString("MessageId"));
    assertEquals(published.sequenceNumber(), envelope.getString("SequenceNumber"));
    for (String absent : List.of("SignatureVersion", "Signature", "SigningCertURL")) {
      assertFalse(envelope.containsKey(absent), absent);
    }
    Map<String, String> attributes = message.attributesAsStrings();
    assertEquals("g", attributes.get("MessageGroupId"));
    assertEquals(SHA256_OF_HELLO, attributes.get("MessageDeduplicationId"));
    assertNotEquals(published.sequenceNumber(), attributes.get("SequenceNumber"));
  }

  @Test
  void aStandardQueueGetsNeitherGroupNorId() {
    FifoTopic topic = FifoTopic.byContent(tenant);
    String url = tenant.queue();
    topic.subscribe(tenant.arnOf(url), Map.of());
    PublishResponse published = topic.publish("g", "hello");
    topic.publish("g", "hello");
    Message message = tenant.receiveOne(url);
    assertEquals(
        published.sequenceNumber(), new JsonObject(message.body()).getString("SequenceNumber"));
    assertFalse(message.attributesAsStrings().containsKey("MessageGroupId"));
    assertFalse(message.attributesAsStrings().containsKey("MessageDeduplicationId"));
  }

  @Test
  void aDuplicateIsAnsweredAsTheOriginal() {
    FifoTopic topic = FifoTopic.with(tenant, Map.of());
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    topic.subscribe(queue.arn());
    PublishResponse original = topic.publish("g1", "a", "d");
    PublishResponse duplicate = topic.publish("g2", "b", "d");
    assertEquals(original.messageId(), duplicate.messageId());
    assertEquals(original.sequenceNumber(), duplicate.sequenceNumber());
    assertEquals(List.of("a"), queue.receiveBodies());
  }

  @Test
  void idsCountWithinGroupsIfThatIsTheScope() {
    FifoTopic topic = FifoTopic.with(tenant, Map.of("FifoThroughputScope", "MessageGroup"));
    FifoQueue queue = FifoQueue.with(tenant, Map.of("DeduplicationScope", "messageGroup"));
    topic.subscribe(queue.arn());
    assertNotEquals(
        topic.publish("g1", "a", "d").messageId(), topic.publish("g2", "b", "d").messageId());
    assertEquals(
        topic.publish("g1", "c", "d").messageId(), topic.publish("g1", "d", "d").messageId());
    assertEquals(List.of("a", "b"), queue.receiveBodies());
  }

  @Test
  void theScopeAndTheWayToKnowMessagesMayChange() {
    FifoTopic topic = FifoTopic.with(tenant, Map.of());
    String first = topic.publish("g1", "a", "d").messageId();
    set(topic, "FifoThroughputScope", "MessageGroup");
    assertNotEquals(first, topic.publish("g1", "a", "d").messageId());
    assertNotEquals(
        topic.publish("g1", "a", "e").messageId(), topic.publish("g2", "a", "e").messageId());
    set(topic, "ContentBasedDeduplication", "true");
    assertEquals(topic.publish("g", "m").messageId(), topic.publish("g", "m").messageId());
  }

  @Test
  void aBatchIsPublishedInItsOrder() {
    FifoTopic topic = FifoTopic.byContent(tenant);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    topic.subscribe(queue.arn());
    List<PublishBatchRequestEntry> entries =
        List.of(
            FifoTopic.entry("1", "g", "a"),
            FifoTopic.entry("2", "g", "b"),
            FifoTopic.entry("3", "g", "a"));
    List<PublishBatchResultEntry> results =
        tenant
            .sns
            .publishBatch(p -> p.topicArn(topic.arn()).publishBatchRequestEntries(entries))
            .successful();
    assertEquals(results.get(0).messageId(), results.get(2).messageId());
    assertEquals(results.get(0).sequenceNumber(), results.get(2).sequenceNumber());
    assertTrue(results.get(0).sequenceNumber().compareTo(results.get(1).sequenceNumber()) < 0);
    assertEquals(List.of("a", "b"), queue.receiveBodies());
  }

  @Test
  void filterPoliciesApply() {
    FifoTopic topic = FifoTopic.byContent(tenant);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    topic.subscribe(
        queue.arn(),
        Map.of("FilterPolicy", "{\"k\":[{\"exists\":false}]}", "RawMessageDelivery", "true"));
    topic.publish("g", "a");
    tenant.sns.publish(
        p ->
            p.topicArn(topic.arn())
                .message("b")
                .messageGroupId("g")
                .messageAttributes(Map.of("k", VALUE)));
    assertEquals(List.of("a"), queue.receiveBodies());
  }

  private void set(FifoTopic topic, String name, String value) {
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(topic.arn()).attributeName(name).attributeValue(value));
  }

  @Test
  void aMessageWithoutAGroupOrAnythingToKnowItByIsRefused() {
    FifoTopic byId = FifoTopic.with(tenant, Map.of());
    assertRefused(
        INVALID,
        "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
        () -> tenant.sns.publish(p -> p.topicArn(byId.arn()).message("m")));
    assertRefused(
        INVALID,
        "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
            + " MessageDeduplicationId provided explicitly",
        () -> byId.publish("g", "m"));
  }
}
