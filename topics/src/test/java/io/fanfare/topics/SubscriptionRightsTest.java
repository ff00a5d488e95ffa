package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.fixture.AccessTable;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A subscription is for both accounts, and in each for those whom its policies let. */
@Timeout(60)
class SubscriptionRightsTest {

  private static final String THEIRS = "arn:aws:sqs:us-east-1:" + AccessTable.OTHER + ":q";
  private static final Caller STRANGER =
      new Caller("222222222222", "us-east-1", "http://x").with(Principal.ofAccount("222222222222"));
  private static final Caller UNSIGNED =
      new Caller(AccessTable.OWNER, "us-east-1", "http://x", null, false);

  private final TopicsFixture all =
      new TopicsFixture(AccessTable.authorization(Mode.ENFORCE), new QueuesOptions());
  private final String topic = all.topic("t");

  @AfterEach
  void close() {
    all.close();
  }

  @Test
  void usersOfEitherAccountNeedTheRight() {
    policy("'Principal':{'AWS':'" + AccessTable.OTHER + "'},'Action':'sns:Subscribe'", "");
    assertDenied(
        "User: arn:aws:iam::111111111111:user/bare is not authorized to perform: SNS:Subscribe on"
            + " resource: arn:aws:sns:us-east-1:000000000000:t because no identity-based policy"
            + " allows the SNS:Subscribe action",
        subscribe("other-bare"));
    String subscription = await(subscribe("other-able")).subscriptionArn();
    assertDenied("Not authorized to access this subscription", end(STRANGER, subscription));
    for (String bare : List.of("bare", "other-bare")) {
      String user = AccessTable.named(bare);
      assertDenied(
          "User: "
              + user
              + " is not authorized to perform: SNS:Unsubscribe on resource:"
              + " arn:aws:sns:us-east-1:000000000000:t because no identity-based policy allows the"
              + " SNS:Unsubscribe action",
          end(caller(bare), subscription));
      assertRefused(
          TopicError.AUTHORIZATION_ERROR,
          all.topics
              .as(caller(bare))
              .getSubscriptionAttributes(new GetSubscriptionAttributes(subscription)));
    }
    assertEquals(1, subscriptions());
    await(end(caller("other-able"), subscription));
    assertEquals(0, subscriptions());
    await(end(caller("root"), await(subscribe("other-root")).subscriptionArn()));
    assertEquals(0, subscriptions());
  }

  @Test
  void aPolicySaysWhatMayBeSubscribed() {
    policy(
        "'Principal':'*','Action':'sns:Subscribe'",
        ",'Condition':{'StringEquals':{'sns:Protocol':'sqs'},"
            + "'StringLike':{'sns:Endpoint':'arn:aws:sqs:*:111111111111:q'}}");
    await(subscribe("other-able"));
    assertRefused(
        TopicError.AUTHORIZATION_ERROR,
        all.topics
            .as(caller("other-able"))
            .subscribe(new Subscribe(topic, THEIRS + "2", Map.of())));
    assertRefused(
        TopicError.AUTHORIZATION_ERROR,
        all.topics
            .as(caller("other-able"))
            .subscribe(new Subscribe(topic, "email", "ann@example.org", Map.of(), null)));
    assertEquals(1, subscriptions());
  }

  @Test
  void withoutANameNoSubscriptionOfAQueueEnds() {
    all.queue("q");
    String mine = all.subscribe(topic, TopicsFixture.arn("q"), Map.of());
    assertRefused(TopicError.AUTHORIZATION_ERROR, end(UNSIGNED, mine));
    Subscribe pending = new Subscribe(topic, "sqs", THEIRS, Map.of(), true);
    String asked = await(all.topics.subscribe(pending)).subscriptionArn();
    assertRefused(TopicError.INVALID_PARAMETER, end(UNSIGNED, asked));
    assertEquals(2, subscriptions());
  }

  /** Who has no name writes nothing into the record but what it has changed. */
  @Test
  void withoutANameOnlyWhatChangesIsWrittenDown() throws IOException {
    String queue = all.queue("q");
    policy("'Principal':'*','Action':'sns:Subscribe'", "");
    String pending =
        await(
                all.topics
                    .as(caller("other-able"))
                    .subscribe(new Subscribe(topic, "sqs", queue, Map.of(), true)))
            .subscriptionArn();
    String body = all.drain("q").get(0).body();
    String token = JsonMapper.builder().build().readTree(body).path("Token").asText();
    all.trail.clear();
    assertRefused(TopicError.INVALID_PARAMETER, confirm(token.replaceAll(".$", "z")));
    assertRefused(TopicError.INVALID_PARAMETER, confirm(topic));
    await(end(UNSIGNED, topic + ":" + new UUID(1, 2)));
    assertEquals(List.of(), all.trail);
    for (int i = 0; i < 2; i++) {
      assertEquals(pending, await(confirm(token)).subscriptionArn());
    }
    assertEquals(
        List.of("sns:ConfirmSubscription " + pending + " allowed"),
        all.trail.stream()
            .map(one -> one.action() + " " + one.resource() + " " + one.decision().text())
            .toList());
  }

  private Future<ConfirmSubscription.Result> confirm(String token) {
    return all.topics.as(UNSIGNED).confirmSubscription(new ConfirmSubscription(topic, token, null));
  }

  /** The record tells what was changed and refused, and by whom. */
  @Test
  void changesAndRefusalsAreWrittenDown() {
    all.trail.clear();
    all.queue("q");
    String mine = all.subscribe(topic, TopicsFixture.arn("q"), Map.of());
    assertRefused(TopicError.AUTHORIZATION_ERROR, end(caller("bare"), mine));
    assertRefused(TopicError.AUTHORIZATION_ERROR, end(STRANGER, mine));
    assertRefused(TopicError.AUTHORIZATION_ERROR, end(UNSIGNED, mine));
    await(all.topics.tagResource(new TagResource(topic, List.of(new Tag("k", "v")))));
    await(all.topics.listSubscriptionsByTopic(new ListSubscriptionsByTopic(topic)));
    await(end(caller("able"), mine));
    await(all.queues.deleteQueue(new DeleteQueue("q")));
    assertRefused(
        CommonError.ACCESS_DENIED, all.queues.as(caller("bare")).createQueue(new CreateQueue("b")));
    assertEquals(
        List.of(
            "root sqs:CreateQueue q allowed",
            "root sns:Subscribe t allowed",
            "bare sns:Unsubscribe t denied",
            "222222222222:root sns:Unsubscribe t denied",
            "anonymous sns:Unsubscribe " + mine.substring(mine.indexOf(":t:") + 1) + " denied",
            "root sns:TagResource t allowed",
            "able sns:Unsubscribe t allowed",
            "root sqs:DeleteQueue q allowed",
            "bare sqs:CreateQueue b denied"),
        written());
  }

  /**
   * What cannot be a name is refused before anybody asks about rights, and written down nowhere.
   */
  @Test
  void namesThatCannotBeAreNotWrittenDown() {
    all.trail.clear();
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        all.queues.as(caller("bare")).createQueue(new CreateQueue("a\n{}")));
    String number = "+".repeat(100);
    assertRefused(
        TopicError.INVALID_PARAMETER,
        all.topics
            .as(caller("bare"))
            .publish(new Publish(null, null, number, "m", null, null, Map.of(), null, null)));
    assertEquals(List.of(), written());
  }

  /** The record, each line as who did what with what, and what was decided. */
  private List<String> written() {
    return all.trail.stream()
        .map(
            one ->
                one.principal().replaceAll("arn:aws:iam::(000000000000:)?(user/)?", "")
                    + " "
                    + one.action()
                    + " "
                    + one.resource().split(":", 6)[5]
                    + " "
                    + one.decision().text())
        .toList();
  }

  private Future<Subscribe.Result> subscribe(String who) {
    return all.topics.as(caller(who)).subscribe(new Subscribe(topic, THEIRS, Map.of()));
  }

  private Future<Void> end(Caller caller, String subscription) {
    return all.topics.as(caller).unsubscribe(new Unsubscribe(subscription));
  }

  private int subscriptions() {
    return await(all.topics.listSubscriptionsByTopic(new ListSubscriptionsByTopic(topic)))
        .subscriptions()
        .size();
  }

  private void policy(String statement, String condition) {
    String policy = "{'Statement':{'Effect':'Allow','Resource':'*'," + statement + condition + "}}";
    await(
        all.topics.setTopicAttributes(
            new SetTopicAttributes(topic, "Policy", policy.replace('\'', '"'))));
  }

  private static void assertDenied(String sentence, Future<?> answer) {
    assertRefused(sentence, answer);
  }

  private static Caller caller(String who) {
    return Objects.requireNonNull(AccessTable.callers().get(who));
  }
}
