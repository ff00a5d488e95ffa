package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.push.DeliveryResult;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.DescribeSubscriptions.DeliveryError;
import io.fanfare.topics.model.DescribeSubscriptions.SubscriptionDescription;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of each subscription it is told what waits, what was pushed and what went wrong last. */
@Timeout(120)
class DescribeSubscriptionsTest {

  private static final String SLOWLY =
      "{\"healthyRetryPolicy\":{\"minDelayTarget\":1000,\"maxDelayTarget\":1000,"
          + "\"numRetries\":2}}";

  private final TopicsFixture fixture = new TopicsFixture();
  private final Webhook hook = new Webhook(fixture.vertx);
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  private List<SubscriptionDescription> describe() {
    return await(fixture.topics.describeSubscriptions(new DescribeSubscriptions(topic)))
        .subscriptions();
  }

  private String subscribe(Map<String, String> attributes) {
    return await(
            fixture.topics.subscribe(
                new Subscribe(topic, "http", hook.url("/a"), attributes, true)))
        .subscriptionArn();
  }

  private String confirmed(Map<String, String> attributes) {
    String arn = subscribe(attributes);
    String token = hook.next().json().path("Token").asText();
    await(fixture.topics.confirmSubscription(new ConfirmSubscription(topic, token)));
    return arn;
  }

  private void publish(String message) {
    await(fixture.topics.publish(new Publish(topic, message, Map.of())));
  }

  @Test
  void aQueueAndWhatIsNotConfirmedAreToldAsTheyAre() {
    String queue = fixture.queue("q");
    String first =
        fixture.subscribe(
            topic, queue, Map.of("FilterPolicy", "{\"a\":[1]}", "RawMessageDelivery", "true"));
    String second = subscribe(Map.of());
    hook.next();
    await().until(() -> describe().get(1).waiting() == 0);
    SubscriptionDescription pending = describe().get(1);
    assertEquals(
        new SubscriptionDescription(
            first, "sqs", queue, "000000000000", false, true, true, 0, null, null, null),
        describe().get(0));
    assertEquals(second, pending.subscriptionArn());
    assertEquals(hook.url("/a"), pending.endpoint());
    assertEquals(List.of(true, false, false), flags(pending));
    assertEquals(1L, pending.delivered());
  }

  private static List<Boolean> flags(SubscriptionDescription one) {
    return List.of(one.pending(), one.rawMessageDelivery(), one.hasFilter());
  }

  @Test
  void whatFailsWaitsAndItsErrorIsTold() {
    confirmed(Map.of("DeliveryPolicy", SLOWLY));
    publish("a");
    hook.next();
    await().until(() -> Long.valueOf(2).equals(describe().get(0).delivered()));
    assertNull(describe().get(0).lastError());
    hook.answer("/a", 503, 404);
    publish("b");
    publish("c");
    hook.next();
    hook.next();
    await().until(() -> Long.valueOf(2).equals(describe().get(0).failed()));
    SubscriptionDescription told = describe().get(0);
    DeliveryError error = told.lastError();
    assertNotNull(error);
    assertEquals(true, List.of(503, 404).contains(error.status()), error::toString);
    assertEquals(2L, told.delivered());
    await().until(() -> describe().get(0).waiting() == 1);
    fixture.reopen();
    told = describe().get(0);
    assertEquals(1, told.waiting());
    assertNull(told.delivered());
  }

  @Test
  void whatAQueueDoesNotTakeIsItsLastError() {
    String queue = fixture.queue("q");
    fixture.subscribe(topic, queue, Map.of());
    await(fixture.queues.deleteQueue(new DeleteQueue("q")));
    publish("m");
    await().until(() -> describe().get(0).lastError() != null);
    DeliveryError error = describe().get(0).lastError();
    assertNotNull(error);
    assertNull(error.status());
    assertEquals(false, error.message().isEmpty());
  }

  @Test
  void whatHasEndedIsForgotten() {
    String arn = confirmed(Map.of());
    publish("a");
    hook.next();
    await().until(() -> Long.valueOf(2).equals(describe().get(0).delivered()));
    PushStates states = ((TopicService) fixture.topics).pushes();
    assertEquals(Optional.of(new PushStates.State(2, 0, null)), states.of(arn));
    await(fixture.topics.unsubscribe(new Unsubscribe(arn)));
    assertEquals(List.of(), describe());
    assertEquals(Optional.empty(), states.of(arn));
  }

  /** Of a push that failed and a loss the later one is told, with the status of that push. */
  @Test
  void theLaterOfTwoErrorsIsTold() {
    DeliveryError push = error(503, "no room", 5);
    assertEquals(push, SubscriptionReports.later(push, null));
    assertEquals(push, SubscriptionReports.later(null, push));
    assertNull(SubscriptionReports.later(null, null));
    assertEquals(push, SubscriptionReports.later(push, error(null, "gone", 4)));
    assertEquals(error(null, "gone", 6), SubscriptionReports.later(push, error(null, "gone", 6)));
    assertEquals(
        error(503, "no room; dead-letter queue: gone", 6),
        SubscriptionReports.later(push, error(null, "no room; dead-letter queue: gone", 6)));
  }

  private static DeliveryError error(@Nullable Integer status, String message, long seconds) {
    return new DeliveryError(status, message, Instant.ofEpochSecond(seconds));
  }

  @Test
  void pagesFollowOneAnotherAndOthersTokensAreRefused() {
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      arns.add(fixture.subscribe(topic, fixture.queue("q" + i), Map.of()));
    }
    DescribeSubscriptions.Result first =
        await(fixture.topics.describeSubscriptions(new DescribeSubscriptions(topic)));
    DescribeSubscriptions.Result second =
        await(
            fixture.topics.describeSubscriptions(
                new DescribeSubscriptions(topic, first.nextToken())));
    List<String> told = new ArrayList<>();
    first.subscriptions().forEach(one -> told.add(one.subscriptionArn()));
    second.subscriptions().forEach(one -> told.add(one.subscriptionArn()));
    assertEquals(arns, told);
    assertNull(second.nextToken());
    String other = fixture.topic("other");
    assertRefused(
        TopicError.INVALID_PARAMETER,
        fixture.topics.describeSubscriptions(new DescribeSubscriptions(other, first.nextToken())));
    assertRefused(
        TopicError.NOT_FOUND,
        fixture.topics.describeSubscriptions(new DescribeSubscriptions(topic + "x")));
  }

  @Test
  void onlySoManyAreKnownAndTheLastOnes() {
    PushStates states = new PushStates();
    DeliveryResult taken = new DeliveryResult(DeliveryResult.Outcome.DELIVERED, 200, "", 1);
    DeliveryResult refused = new DeliveryResult(DeliveryResult.Outcome.REFUSED, 0, "why", 1);
    for (int i = 0; i <= Limits.DELIVERIES_KNOWN; i++) {
      states.attempted("arn" + i, taken, i);
    }
    assertEquals(Optional.empty(), states.of("arn0"));
    states.attempted("arn1", refused, 5_000);
    states.attempted("new", taken, 0);
    assertEquals(
        Optional.of(
            new PushStates.State(
                1, 1, new DeliveryError(null, "why", Instant.ofEpochMilli(5_000)))),
        states.of("arn1"));
    assertEquals(Optional.empty(), states.of("arn2"));
    states.ended("arn1");
    assertEquals(Optional.empty(), states.of("arn1"));
  }
}
