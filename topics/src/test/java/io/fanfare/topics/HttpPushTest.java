package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions by HTTP get what is published, as AWS posts it, and again until they take it. */
@Timeout(60)
class HttpPushTest {

  private static final Caller UNKNOWN =
      new Caller("000000000000", "us-east-1", "http://b:1", null, false);
  private static final String RETRY_AT_ONCE =
      "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":2,"
          + "\"numNoDelayRetries\":2}}";

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  @Test
  void anEndpointIsAskedToConfirmAndThenGetsWhatIsPublished() {
    String arn = subscribe("/a", Map.of());
    Webhook.Received asked = hook.next();
    assertEquals("SubscriptionConfirmation", asked.header("x-amz-sns-message-type"));
    assertEquals(topic, asked.header("x-amz-sns-topic-arn"));
    assertNull(asked.header("x-amz-sns-subscription-arn"));
    assertEquals("text/plain; charset=UTF-8", asked.header("Content-Type"));
    assertEquals("Amazon Simple Notification Service Agent", asked.header("User-Agent"));
    JsonNode body = asked.json();
    assertEquals(body.path("MessageId").asText(), asked.header("x-amz-sns-message-id"));
    publish("before");
    confirm(body.path("Token").asText());
    String id =
        await(
                fixture.topics.publish(
                    new Publish(topic, "after", Map.of("n", MessageAttribute.number("1")))))
            .messageId();
    Webhook.Received told = hook.next();
    assertEquals("Notification", told.header("x-amz-sns-message-type"));
    assertEquals(id, told.header("x-amz-sns-message-id"));
    assertEquals(arn, told.header("x-amz-sns-subscription-arn"));
    assertNull(told.header("x-amz-sns-rawdelivery"));
    assertEquals("after", told.json().path("Message").asText());
    assertEquals("1", told.json().at("/MessageAttributes/n/Value").asText());
    assertTrue(told.json().path("UnsubscribeURL").asText().endsWith(arn));
    assertEquals(0, hook.waiting());
  }

  @Test
  void rawDeliveryPostsTheMessageAlone() {
    confirmed(
        "/a",
        Map.of(
            "RawMessageDelivery",
            "true",
            "DeliveryPolicy",
            "{\"requestPolicy\":{\"headerContentType\":\"application/json\"}}"));
    await(
        fixture.topics.publish(
            new Publish(topic, "{\"a\":\"\\u00e4\"}", Map.of("n", MessageAttribute.number("1")))));
    Webhook.Received told = hook.next();
    assertEquals("{\"a\":\"\\u00e4\"}", told.body());
    assertEquals("true", told.header("x-amz-sns-rawdelivery"));
    assertEquals("application/json", told.header("Content-Type"));
  }

  @Test
  void whatFailsIsTriedAgainAndWhatIsRefusedIsNot() {
    confirmed("/a", Map.of("DeliveryPolicy", RETRY_AT_ONCE));
    hook.answer("/a", 500, 429, 200, 404);
    publish("m");
    assertEquals("m", hook.next().json().path("Message").asText());
    assertEquals("m", hook.next().json().path("Message").asText());
    assertEquals("m", hook.next().json().path("Message").asText());
    publish("n");
    assertEquals("n", hook.next().json().path("Message").asText());
    publish("o");
    assertEquals("o", hook.next().json().path("Message").asText());
    await().until(() -> fixture.topics.statistics().failed() == 1);
    assertEquals(2, fixture.topics.statistics().pushes().failed());
  }

  @Test
  void whatTheEndpointNeverTakesGoesToTheDeadLetterQueueWithTheReason() {
    String letters = fixture.queue("dlq");
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("DeliveryPolicy", RETRY_AT_ONCE);
    attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + letters + "\"}");
    confirmed("/a", attributes);
    hook.answer("/a", 500, 501, 502);
    publish("m");
    List<Message> dead = dead(1);
    assertTrue(dead.get(0).body().contains("\"Message\":\"m\""), dead.get(0).body());
    Map<String, MessageAttribute> reason = dead.get(0).messageAttributes();
    assertEquals(MessageAttribute.number("502"), reason.get("ErrorCode"));
    assertEquals(List.of("ErrorCode", "ErrorMessage", "RequestID"), List.copyOf(reason.keySet()));
    assertEquals(1, fixture.topics.statistics().deadLettered());
  }

  @Test
  void aRestartGoesOnWhereItWas() {
    String arn = confirmed("/a", Map.of("DeliveryPolicy", RETRY_AT_ONCE));
    hook.answer("/a", Webhook.STUCK, 200);
    publish("m");
    hook.next();
    publish("n");
    hook.next();
    fixture.reopen();
    assertEquals("m", hook.next().json().path("Message").asText());
    assertEquals(
        "false",
        await(fixture.topics.getSubscriptionAttributes(new GetSubscriptionAttributes(arn)))
            .attributes()
            .get("PendingConfirmation"));
  }

  @Test
  void whoFollowsTheLinkToUnsubscribeIsToldHowToRestoreIt() {
    String arn = confirmed("/a", Map.of());
    await(fixture.topics.as(UNKNOWN).unsubscribe(new Unsubscribe(arn)));
    Webhook.Received told = hook.next();
    assertEquals("UnsubscribeConfirmation", told.header("x-amz-sns-message-type"));
    assertEquals(arn, told.header("x-amz-sns-subscription-arn"));
    publish("between");
    confirm(told.json().path("Token").asText());
    publish("after");
    assertEquals("after", hook.next().json().path("Message").asText());
  }

  @Test
  void whatHasEndedLeavesNoQueueBehind() {
    String arn = confirmed("/a", Map.of());
    hook.answer("/a", 500);
    publish("m");
    hook.next();
    assertEquals(1, await(fixture.queues.subscriptionQueues().list()).size());
    await(fixture.topics.unsubscribe(new Unsubscribe(arn)));
    await().until(() -> await(fixture.queues.subscriptionQueues().list()).isEmpty());
    publish("n");
    assertEquals(0, fixture.topics.statistics().failed());
  }

  @Test
  void eachProtocolGetsItsOwnText() {
    confirmed("/a", Map.of("RawMessageDelivery", "true"));
    String queue = fixture.queue("q");
    fixture.subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
    String message = "{\"default\":\"d\",\"http\":\"for http\",\"sqs\":\"for sqs\"}";
    await(
        fixture.topics.publish(
            new Publish(topic, null, null, message, null, "json", Map.of(), null, null)));
    assertEquals("for http", hook.next().body());
    assertEquals("for sqs", fixture.drain("q").get(0).body());
  }

  private String subscribe(String path, Map<String, String> attributes) {
    return await(
            fixture.topics.subscribe(
                new Subscribe(topic, "http", hook.url(path), attributes, true)))
        .subscriptionArn();
  }

  private String confirmed(String path, Map<String, String> attributes) {
    String arn = subscribe(path, attributes);
    confirm(hook.next().json().path("Token").asText());
    return arn;
  }

  private void confirm(String token) {
    await(fixture.topics.as(UNKNOWN).confirmSubscription(new ConfirmSubscription(topic, token)));
  }

  private void publish(String text) {
    await(fixture.topics.publish(new Publish(topic, text, Map.of())));
  }

  private List<Message> dead(int count) {
    List<Message> dead = new ArrayList<>();
    await().until(() -> dead.addAll(fixture.drain("dlq")) && dead.size() >= count);
    return dead;
  }
}
