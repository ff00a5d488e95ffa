package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.fixture.AccessTable;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.Subscribe;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue gets what topics deliver as far as its owner lets them. */
@Timeout(60)
class DeliveryRightsTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
  private static final String QUEUE = TopicsFixture.arn("q");
  private static final Caller OTHER =
      new Caller(AccessTable.OTHER, "us-east-1", "http://x")
          .with(Principal.ofAccount(AccessTable.OTHER));

  private @Nullable TopicsFixture started;

  private TopicsFixture start(Mode mode, boolean strict) {
    TopicsFixture all =
        new TopicsFixture(
            AccessTable.authorization(mode), new QueuesOptions().setStrictDelivery(strict));
    started = all;
    all.topic("t");
    all.queue("q");
    all.queue("dead");
    return all;
  }

  @AfterEach
  void close() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void strictlyAQueueWithoutAPolicyGetsNothing() {
    TopicsFixture all = start(Mode.ENFORCE, true);
    allow(all, "dead", TOPIC);
    subscribeWithDeadLetters(all);
    publish(all);
    assertEquals(List.of(), all.receive("q"));
    assertEquals(1, all.drain("dead").size());
    assertEquals(1, all.topics.statistics().deadLettered());
    assertEquals(0, all.topics.statistics().failed());
  }

  /** Each publish is tried once, and has succeeded whatever becomes of its copies. */
  @Test
  void theDeadLetterQueueHasToAgreeToo() {
    TopicsFixture all = start(Mode.ENFORCE, true);
    subscribeWithDeadLetters(all);
    publish(all);
    assertEquals(List.of(), all.receive("q"));
    assertEquals(List.of(), all.receive("dead"));
    assertEquals(1, all.topics.statistics().failed());
    assertEquals(2, denied(all));
    assertEquals(
        "sns.amazonaws.com",
        all.trail.stream()
            .filter(one -> one.action().equals("sqs:SendMessage"))
            .findFirst()
            .orElseThrow()
            .principal());
  }

  /** What a gateway does not take goes where the topic may send it. */
  @Test
  void theDeadLetterQueueOfADeviceHasToAgreeToo() {
    TopicsFixture all = start(Mode.ENFORCE, true);
    try (Webhook hook = new Webhook(all.vertx)) {
      all.options.setPushGateways(List.of("GCM=" + hook.url("/gcm")));
      all.reopen();
      hook.answer("/gcm", 404, 404);
      String device = Devices.make(all.topics.mobile(), "GCM", "token");
      String redrive = "{\"deadLetterTargetArn\":\"" + TopicsFixture.arn("dead") + "\"}";
      Map<String, String> attributes = Map.of("RedrivePolicy", redrive);
      await(all.topics.subscribe(new Subscribe(TOPIC, "application", device, attributes, null)));
      publish(all);
      Awaitility.await().until(() -> all.topics.statistics().failed() == 1);
      assertEquals(0, all.topics.statistics().deadLettered());
      assertEquals(List.of(), all.receive("dead"));
      allow(all, "dead", TOPIC);
      publish(all);
      Awaitility.await().until(() -> all.topics.statistics().deadLettered() == 1);
      assertEquals(1, all.drain("dead").size());
    }
  }

  /** What the policy says holds from the next message on. */
  @Test
  void strictlyAQueueGetsWhatItsPolicyAllows() {
    TopicsFixture all = start(Mode.ENFORCE, true);
    all.subscribe(TOPIC, QUEUE, Map.of());
    allow(all, "q", "arn:aws:sns:us-east-1:000000000000:another");
    publish(all);
    assertEquals(0, all.drain("q").size());
    allow(all, "q", TOPIC);
    publish(all);
    assertEquals(1, all.drain("q").size());
    policy(all, "q", everybody("ArnLike", "aws:SourceArn", "arn:aws:sns:*:000000000000:t*"));
    publish(all);
    assertEquals(1, all.drain("q").size());
    policy(all, "q", everybody("StringEquals", "aws:SourceAccount", AccessTable.OTHER));
    publish(all);
    assertEquals(0, all.drain("q").size());
    policy(all, "q", everybody("StringEquals", "aws:SourceAccount", AccessTable.OWNER));
    publish(all);
    assertEquals(1, all.drain("q").size());
  }

  @Test
  void aTopicOfTheAccountIsTrustedUnlessThePolicyDeniesIt() {
    TopicsFixture all = start(Mode.ENFORCE, false);
    all.subscribe(TOPIC, QUEUE, Map.of());
    publish(all);
    assertEquals(1, all.drain("q").size());
    policy(all, "q", AccessTable.policy("nothing"));
    publish(all);
    policy(all, "q", "");
    assertEquals(0, all.drain("q").size());
    policy(all, "q", AccessTable.policy("no-member"));
    publish(all);
    policy(all, "q", "");
    assertEquals(1, all.drain("q").size());
  }

  @Test
  void aTopicOfAnotherAccountNeedsThePolicy() {
    TopicsFixture all = start(Mode.ENFORCE, false);
    String topic = foreignTopic(all);
    all.subscribe(topic, QUEUE, Map.of());
    publish(all.topics.as(OTHER), topic);
    assertEquals(0, all.drain("q").size());
    allow(all, "q", topic);
    publish(all.topics.as(OTHER), topic);
    assertEquals(1, all.drain("q").size());
  }

  /** Who subscribes the queue of another has it asked, if it lets itself be asked. */
  @Test
  void aQueueIsAskedToConfirmIfItsPolicyAllowsThat() {
    TopicsFixture all = start(Mode.ENFORCE, false);
    String topic = foreignTopic(all);
    Subscribe subscribe = new Subscribe(topic, "sqs", QUEUE, Map.of(), true);
    String pending = await(all.topics.as(OTHER).subscribe(subscribe)).subscriptionArn();
    assertEquals(
        "true",
        await(
                all.topics
                    .as(OTHER)
                    .getSubscriptionAttributes(new GetSubscriptionAttributes(pending)))
            .attributes()
            .get("PendingConfirmation"));
    assertEquals(0, all.drain("q").size());
    allow(all, "q", topic);
    await(all.topics.as(OTHER).subscribe(subscribe));
    List<Message> asked = all.drain("q");
    assertEquals(1, asked.size());
    assertTrue(asked.get(0).body().contains("SubscriptionConfirmation"), asked.get(0).body());
  }

  @Test
  void auditingDeliversAndCounts() {
    TopicsFixture all = start(Mode.AUDIT, true);
    all.subscribe(TOPIC, QUEUE, Map.of());
    publish(all);
    assertEquals(1, all.drain("q").size());
    assertEquals(0, denied(all));
    assertEquals(
        1,
        all.guard.wouldDeny().entrySet().stream()
            .filter(one -> one.getKey().action().equals("SendMessage"))
            .mapToLong(Map.Entry::getValue)
            .sum());
  }

  @Test
  void withoutAccessControlTheSubscriptionIsEnough() {
    TopicsFixture all = start(Mode.OFF, true);
    String topic = foreignTopic(all);
    all.subscribe(topic, QUEUE, Map.of());
    policy(all, "q", AccessTable.policy("nothing"));
    publish(all.topics.as(OTHER), topic);
    policy(all, "q", "");
    assertEquals(1, all.drain("q").size());
  }

  private static void subscribeWithDeadLetters(TopicsFixture all) {
    String redrive = "{\"deadLetterTargetArn\":\"" + TopicsFixture.arn("dead") + "\"}";
    all.subscribe(TOPIC, QUEUE, Map.of("RedrivePolicy", redrive));
  }

  private static String foreignTopic(TopicsFixture all) {
    String topic = await(all.topics.as(OTHER).createTopic(new CreateTopic("t"))).topicArn();
    await(
        all.topics
            .as(OTHER)
            .setTopicAttributes(
                new SetTopicAttributes(topic, "Policy", AccessTable.policy("all"))));
    return topic;
  }

  private static void allow(TopicsFixture all, String queue, String topic) {
    policy(
        all,
        queue,
        everybody("ArnEquals", "aws:SourceArn", topic)
            .replace("\"*\",\"Action\"", "{\"Service\":\"sns.amazonaws.com\"},\"Action\""));
  }

  private static String everybody(String operator, String key, String value) {
    return ("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\",\"Condition\":{\"%s\":{\"%s\":"
            + "\"%s\"}}}}")
        .formatted(operator, key, value);
  }

  private static void policy(TopicsFixture all, String queue, String policy) {
    await(all.queues.setQueueAttributes(new SetQueueAttributes(queue, Map.of("Policy", policy))));
  }

  private static void publish(TopicsFixture all) {
    publish(all.topics, TOPIC);
  }

  private static void publish(Topics topics, String topic) {
    await(topics.publish(new Publish(topic, "m", Map.of())));
  }

  private static long denied(TopicsFixture all) {
    return all.guard.denied().values().stream().mapToLong(count -> count).sum();
  }
}
