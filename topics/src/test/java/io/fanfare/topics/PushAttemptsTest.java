package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a message is tried, and that it ends somewhere however long that takes. */
@Timeout(60)
class PushAttemptsTest {

  private static final String TWICE_MORE =
      "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":2,"
          + "\"numNoDelayRetries\":2}}";
  private static final String AN_HOUR_LATER =
      "{\"healthyRetryPolicy\":{\"minDelayTarget\":3600,\"maxDelayTarget\":3600,"
          + "\"numRetries\":1}}";

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  /** The first has failed and the second is under way when the broker stops: two are left. */
  @Test
  void anAttemptThatAStopCutsOffIsNone() {
    subscribe(TWICE_MORE, Map.of());
    hook.answer("/a", 500, Webhook.STUCK, 500, 200);
    publish("m");
    assertNext("m");
    assertNext("m");
    fixture.reopen();
    assertNext("m");
    assertNext("m");
    await().until(() -> fixture.topics.statistics().pushes().delivered() == 1);
    assertEquals(0, fixture.topics.statistics().failed());
  }

  @Test
  void whatHasWaitedForThirteenDaysGoesToTheDeadLetterQueue() {
    String letters = fixture.queue("dlq");
    subscribe(
        AN_HOUR_LATER, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + letters + "\"}"));
    fail("m");
    fixture.clock.advance(Duration.ofDays(13).toMillis());
    publish("n");
    List<Message> dead = new ArrayList<>();
    await().until(() -> dead.addAll(fixture.drain("dlq")) && !dead.isEmpty());
    assertTrue(dead.get(0).body().contains("\"Message\":\"m\""), dead.get(0).body());
    assertEquals(
        MessageAttribute.string("It has waited for 13 days"),
        dead.get(0).messageAttributes().get("ErrorMessage"));
    assertNext("n");
    assertEquals(0, fixture.topics.statistics().pushes().expired());
  }

  @Test
  void whatIsTooOldEvenForThatIsCounted() {
    subscribe(AN_HOUR_LATER, Map.of());
    fail("m");
    fixture.clock.advance(Duration.ofDays(15).toMillis());
    publish("n");
    assertNext("n");
    await().until(() -> fixture.topics.statistics().pushes().expired() == 1);
  }

  private void fail(String text) {
    hook.answer("/a", 500);
    publish(text);
    assertNext(text);
    await().until(() -> fixture.topics.statistics().pushes().failed() == 1);
  }

  private void assertNext(String text) {
    assertEquals(text, hook.next().json().path("Message").asText());
  }

  private void subscribe(String policy, Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("DeliveryPolicy", policy);
    await(fixture.topics.subscribe(new Subscribe(topic, "http", hook.url("/a"), attributes, true)));
    String token = hook.next().json().path("Token").asText();
    await(fixture.topics.confirmSubscription(new ConfirmSubscription(topic, token)));
  }

  private void publish(String text) {
    await(fixture.topics.publish(new Publish(topic, text, Map.of())));
  }
}
