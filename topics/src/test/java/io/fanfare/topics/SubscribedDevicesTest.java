package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.mobile.SetEndpointAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published to a topic reaches the devices that have subscribed. */
@Timeout(60)
class SubscribedDevicesTest {

  private static final String CHOICES =
      "{\"default\":\"d\",\"sqs\":\"for sqs\",\"http\":\"for http\","
          + "\"GCM\":\"{\\\"data\\\":1}\",\"APNS\":\"for apple\"}";

  /** How many messages the courier of a gateway holds at most. */
  private static final int IN_HAND = 256;

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final String topic = fixture.topic("t");

  SubscribedDevicesTest() {
    fixture.options.setPushGateways(List.of("GCM=" + hook.url("/gcm"), "ADM=" + hook.url("/adm")));
    fixture.reopen();
  }

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  @Test
  void aDeviceGetsTheTextOfItsPlatformUnderTheIdOfTheMessage() {
    String device = subscribed("GCM", "token:1", Map.of());
    fixture.subscribe(topic, fixture.queue("q"), Map.of());
    MessageAttribute ttl = MessageAttribute.string("60");
    String id = publish(CHOICES, "json", Map.of("AWS.SNS.MOBILE.GCM.TTL", ttl));
    Webhook.Received posted = hook.next();
    assertEquals("/gcm", posted.path());
    assertEquals("{\"data\":1}", posted.body());
    assertEquals(id, posted.header("x-amz-sns-message-id"));
    assertEquals(device, posted.header("x-fanfare-endpoint-arn"));
    assertEquals("token:1", posted.header("x-fanfare-token"));
    assertEquals(List.of("AWS.SNS.MOBILE.GCM.TTL=60"), posted.headers().getAll("x-fanfare-option"));
    String queued = fixture.drain("q").get(0).body();
    assertTrue(queued.contains("\"Message\":\"for sqs\""), queued);
  }

  @Test
  void aPlatformWithoutATextOfItsOwnGetsTheDefault() {
    subscribed("ADM", "token", Map.of());
    publish(CHOICES, "json", Map.of());
    assertEquals("d", hook.next().body());
    publish("plain", null, Map.of());
    assertEquals("plain", hook.next().body());
  }

  @Test
  void filtersSeeTheTextOfThePlatform() {
    subscribed(
        "GCM",
        "token",
        Map.of("FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"data\":[1]}"));
    publish("{\"default\":\"{\\\"data\\\":1}\",\"GCM\":\"{\\\"data\\\":2}\"}", "json", Map.of());
    publish(CHOICES, "json", Map.of());
    assertEquals("{\"data\":1}", hook.next().body());
    assertEquals(0, hook.waiting());
    assertEquals(1, fixture.topics.statistics().filteredOut());
  }

  @Test
  void withoutAGatewayItIsCountedAndThePublisherIsAnswered() {
    subscribed("WNS", "token", Map.of());
    publish("m", null, Map.of());
    assertEquals(1, fixture.topics.mobile().unsent());
    assertEquals(0, fixture.topics.statistics().delivered());
    assertEquals(0, fixture.topics.statistics().failed());
  }

  @Test
  void whatADeviceDoesNotTakeGoesToTheDeadLetterQueueOfItsSubscription() {
    String letters = fixture.queue("dlq");
    String device =
        subscribed(
            "GCM",
            "token",
            Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + letters + "\"}"));
    disable(device);
    publish("m", null, Map.of());
    List<Message> dead = fixture.drain("dlq");
    assertEquals(1, dead.size());
    assertTrue(dead.get(0).body().contains("\"Message\":\"m\""), dead.get(0).body());
    assertEquals(0, hook.waiting());
  }

  @Test
  void whatItsGatewayRefusesGoesToTheDeadLetterQueueOfItsSubscription() {
    String letters = fixture.queue("dlq");
    subscribed(
        "GCM", "token", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + letters + "\"}"));
    hook.answer("/gcm", 404);
    String id = publish("{\"default\":\"d\",\"GCM\":\"\\\"1\\\" ä\"}", "json", Map.of());
    assertEquals("\"1\" ä", hook.next().body());
    await().until(() -> fixture.topics.statistics().deadLettered() == 1);
    Message letter = fixture.drain("dlq").get(0);
    JsonObject envelope = new JsonObject(letter.body());
    assertEquals("Notification", envelope.getString("Type"));
    assertEquals(id, envelope.getString("MessageId"));
    assertEquals("\"1\" ä", envelope.getString("Message"));
    assertTrue(envelope.containsKey("Signature"));
    assertTrue(envelope.getString("UnsubscribeURL").contains("SubscriptionArn=" + topic + ":"));
    assertEquals(MessageAttribute.number("404"), letter.messageAttributes().get("ErrorCode"));
    assertEquals(
        MessageAttribute.string("The gateway of GCM answered with status 404"),
        letter.messageAttributes().get("ErrorMessage"));
    assertEquals(0, fixture.topics.statistics().failed());
  }

  @Test
  void whatItsGatewayAndItsDeadLetterQueueRefuseIsCountedAsAFailure() {
    String missing = fixture.queue("dlq") + "-of-nobody";
    subscribed(
        "GCM", "token", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + missing + "\"}"));
    hook.answer("/gcm", 404);
    publish("m", null, Map.of());
    await().until(() -> fixture.topics.statistics().failed() == 1);
    assertEquals(0, fixture.topics.statistics().deadLettered());
  }

  /** As many as a courier holds at most are refused, and the next is posted nevertheless. */
  @Test
  void whatADeadLetterQueueCannotTakeNowHoldsUpNoOther() {
    UnwillingQueues unwilling = new UnwillingQueues(fixture.queues, fixture.queue("dlq"));
    await(fixture.topics.close());
    fixture.topics = fixture.open(unwilling);
    String letters = "{\"deadLetterTargetArn\":\"" + TopicsFixture.arn("dlq") + "\"}";
    subscribed("GCM", "token", Map.of("RedrivePolicy", letters));
    hook.answer("/gcm", Collections.nCopies(IN_HAND, 404).toArray(Integer[]::new));
    for (int i = 0; i < IN_HAND; i++) {
      publish("m", null, Map.of());
    }
    for (int i = 0; i < IN_HAND; i++) {
      assertEquals("m", hook.next().body());
    }
    publish("other", null, Map.of());
    Set<String> posted = new HashSet<>();
    while (!posted.contains("other")) {
      posted.add(hook.next().body());
    }
    assertTrue(unwilling.refused() > 0);
    assertEquals(0, fixture.topics.statistics().failed());
    assertEquals(List.of(), fixture.drain("dlq"));
  }

  @Test
  void whatItsGatewayRefusesIsAFailureWithoutADeadLetterQueue() {
    subscribed("GCM", "token", Map.of());
    hook.answer("/gcm", 404);
    publish("m", null, Map.of());
    assertEquals("m", hook.next().body());
    await().until(() -> fixture.topics.statistics().failed() == 1);
  }

  @Test
  void withoutADeadLetterQueueItIsCountedAsAFailure() {
    disable(subscribed("GCM", "token", Map.of()));
    publish("m", null, Map.of());
    await().until(() -> fixture.topics.statistics().failed() == 1);
    assertEquals(0, hook.waiting());
  }

  private String subscribed(String platform, String token, Map<String, String> attributes) {
    String device = Devices.make(fixture.topics.mobile(), platform, token);
    await(fixture.topics.subscribe(new Subscribe(topic, "application", device, attributes, true)));
    return device;
  }

  private void disable(String device) {
    await(
        fixture
            .topics
            .mobile()
            .setEndpointAttributes(new SetEndpointAttributes(device, Map.of("Enabled", "false"))));
  }

  private String publish(
      String message, @Nullable String structure, Map<String, MessageAttribute> attributes) {
    return await(
            fixture.topics.publish(
                new Publish(topic, null, null, message, null, structure, attributes, null, null)))
        .messageId();
  }
}
