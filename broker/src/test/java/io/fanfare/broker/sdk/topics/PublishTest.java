package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publish: every queue that is subscribed holds the message when the publisher hears of it. */
@OnEveryBroker
final class PublishTest {

  private static final String INVALID = "InvalidParameter";

  private final Tenant tenant;
  private final String topic;

  PublishTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
  }

  @Test
  void everySubscribedQueueGetsACopy() {
    String first = subscribed(Map.of());
    String second = subscribed(Map.of());
    publish("hello");
    assertEquals("1+0+0", tenant.counts(first));
    assertEquals("1+0+0", tenant.counts(second));
  }

  @Test
  void theMessageComesInAnEnvelope() {
    String url = subscribed(Map.of());
    PublishResponse published =
        tenant.sns.publish(
            p ->
                p.topicArn(topic)
                    .message("héllo \"you\"")
                    .subject("greeting")
                    .messageAttributes(
                        Map.of("k", text("String", "v"), "b", binary(new byte[] {0, 1}))));
    JsonObject envelope = new JsonObject(tenant.receiveOne(url).body());
    assertEquals("Notification", envelope.getString("Type"));
    assertEquals(published.messageId(), envelope.getString("MessageId"));
    assertEquals(topic, envelope.getString("TopicArn"));
    assertEquals("greeting", envelope.getString("Subject"));
    assertEquals("héllo \"you\"", envelope.getString("Message"));
    assertTrue(envelope.getString("Timestamp").matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z"));
    assertTrue(envelope.containsKey("UnsubscribeURL"));
    assertEquals(
        new JsonObject()
            .put("k", new JsonObject().put("Type", "String").put("Value", "v"))
            .put("b", new JsonObject().put("Type", "Binary").put("Value", "AAE=")),
        envelope.getJsonObject("MessageAttributes"));
  }

  @Test
  void anEnvelopeHasNothingThatWasNotGiven() {
    String url = subscribed(Map.of());
    publish("hello");
    JsonObject envelope = new JsonObject(tenant.receiveOne(url).body());
    assertFalse(envelope.containsKey("Subject"));
    assertFalse(envelope.containsKey("MessageAttributes"));
    assertFalse(envelope.containsKey("SequenceNumber"));
  }

  @Test
  void rawDeliveryIsTheMessageItself() {
    String url = subscribed(Map.of("RawMessageDelivery", "true"));
    tenant.sns.publish(
        p ->
            p.topicArn(topic).message("hello").messageAttributes(Map.of("k", text("String", "x"))));
    Message message = tenant.receiveOne(url);
    assertEquals("hello", message.body());
    assertEquals(Map.of("k", Attributes.string("x")), message.messageAttributes());
    assertEquals("a45daa70926828a2f0a1db3418e6feb4", message.md5OfMessageAttributes());
  }

  @Test
  void aJsonStructureHasATextForEachProtocol() {
    String url = subscribed(Map.of("RawMessageDelivery", "true"));
    publishJson("{\"default\":\"all\",\"sqs\":\"for queues\"}");
    assertEquals("for queues", tenant.receiveOne(url).body());
    publishJson("{\"default\":\"all\",\"http\":\"for pages\"}");
    assertEquals("all", tenant.receiveOne(url).body());
  }

  @Test
  void aBadJsonStructureIsRefused() {
    assertRefused(
        INVALID,
        "Invalid parameter: Message Structure - JSON message body failed to parse",
        () -> publishJson("hello"));
    assertRefused(
        INVALID,
        "Invalid parameter: Message Structure - No default entry in JSON message body",
        () -> publishJson("{\"sqs\":\"a\"}"));
  }

  @Test
  void anEmptyMessageIsRefused() {
    assertRefused(INVALID, "Invalid parameter: Empty message", () -> publish(""));
  }

  @Test
  void aBadSubjectIsRefused() {
    for (String subject : new String[] {"", "a\nb", "s".repeat(100)}) {
      assertRefused(
          INVALID,
          "Invalid parameter: Subject",
          () -> tenant.sns.publish(p -> p.topicArn(topic).message("m").subject(subject)));
    }
  }

  @Test
  void aMessageHasUpTo262144Bytes() {
    String url = subscribed(Map.of("RawMessageDelivery", "true"));
    publish("x".repeat(262_144));
    assertRefused(
        INVALID, "Invalid parameter: Message too long", () -> publish("x".repeat(262_145)));
    assertEquals(262_144, tenant.receiveOne(url).body().length());
  }

  @Test
  void aBadAttributeIsRefused() {
    String code = "ParameterValueInvalid";
    assertRefused(
        code,
        "The message attribute 'attr1' must contain non-empty message attribute value for message"
            + " attribute type 'String'.",
        () -> publishWith("attr1", text("String", "")));
    assertRefused(
        code,
        "The message attribute 'attr1' with type 'Binary' must use field 'Binary'.",
        () -> publishWith("attr1", text("Binary", "x")));
    assertRefused(
        code,
        "The message attribute 'attr1' has an invalid message attribute type, the set of supported"
            + " type prefixes is Binary, Number, and String.",
        () -> publishWith("attr1", text("Stringx", "x")));
    assertRefused(
        code,
        "Message attribute name can not have successive '.' character.",
        () -> publishWith("a..b", text("String", "x")));
    assertRefused(
        code,
        "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can"
            + " only include alphanumeric characters, hyphens, underscores, or dots.",
        () -> publishWith("a^b", text("String", "x")));
  }

  @Test
  void aMissingTopicIsRefused() {
    assertEquals(
        new Refusal(404, "NotFound", "Topic does not exist"),
        Refusal.of(() -> tenant.sns.publish(p -> p.topicArn(topic + "-missing").message("m"))));
  }

  @Test
  void theTargetMayBeTheTopic() {
    String url = subscribed(Map.of("RawMessageDelivery", "true"));
    tenant.sns.publish(p -> p.targetArn(topic).message("hello"));
    assertEquals("hello", tenant.receiveOne(url).body());
  }

  @Test
  void aQueueThatIsGoneKeepsNobodyElseFromTheMessage() {
    String gone = subscribed(Map.of());
    String there = subscribed(Map.of());
    tenant.sqs.deleteQueue(d -> d.queueUrl(gone));
    publish("hello");
    assertEquals("1+0+0", tenant.counts(there));
  }

  private String subscribed(Map<String, String> attributes) {
    String url = tenant.queue();
    tenant.sns.subscribe(
        s -> s.topicArn(topic).protocol("sqs").endpoint(tenant.arnOf(url)).attributes(attributes));
    return url;
  }

  private void publish(String message) {
    tenant.sns.publish(p -> p.topicArn(topic).message(message));
  }

  private void publishJson(String message) {
    tenant.sns.publish(p -> p.topicArn(topic).message(message).messageStructure("json"));
  }

  private void publishWith(String name, MessageAttributeValue value) {
    tenant.sns.publish(p -> p.topicArn(topic).message("m").messageAttributes(Map.of(name, value)));
  }

  private static MessageAttributeValue text(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private static MessageAttributeValue binary(byte[] value) {
    return MessageAttributeValue.builder()
        .dataType("Binary")
        .binaryValue(SdkBytes.fromByteArray(value))
        .build();
  }
}
