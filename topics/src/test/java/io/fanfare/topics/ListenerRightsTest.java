package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.fixture.AccessTable;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.TopicError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who listens to a topic needs the right to for as long as it does. */
@Timeout(60)
class ListenerRightsTest {

  private static final String NOBODY_LEFT =
      """
      accounts:
        "000000000000":
          keys: [{id: AKIAROOT, secret: a-secret-of-root}]
          users: {able: {}}
      """;
  private static final String DENIED =
      "User: arn:aws:iam::000000000000:user/%s is not authorized to perform: SNS:Subscribe on"
          + " resource: arn:aws:sns:us-east-1:000000000000:t because no identity-based policy"
          + " allows the SNS:Subscribe action";

  private final Authorization authorization = AccessTable.authorization(Mode.ENFORCE);
  private final TopicsFixture all = new TopicsFixture(authorization, new QueuesOptions());
  private final String topic = all.topic("t");

  /** Writes down what it hears, and why it hears no more. */
  private static final class Notes implements Listener {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Throwable> ends = new CopyOnWriteArrayList<>();

    @Override
    public void heard(HeardMessage message) {
      heard.add(message.text());
    }

    @Override
    public void ended(Throwable cause) {
      ends.add(cause);
    }
  }

  @AfterEach
  void close() {
    all.close();
  }

  private Notes listen(String who) {
    Notes notes = new Notes();
    Caller caller = Objects.requireNonNull(AccessTable.callers().get(who));
    await(all.topics.as(caller).listen(new Listen(topic, Map.of()), notes));
    return notes;
  }

  private void publish(String text) {
    await(all.topics.publish(new Publish(topic, text, Map.of())));
  }

  private void policy(String policy) {
    await(all.topics.setTopicAttributes(new SetTopicAttributes(topic, "Policy", policy)));
  }

  private static void assertDenied(String sentence, Notes notes) {
    assertEquals(1, notes.ends.size());
    BrokerException refusal = (BrokerException) notes.ends.get(0);
    assertEquals(TopicError.AUTHORIZATION_ERROR, refusal.code());
    assertEquals(sentence, refusal.sentence());
  }

  private long told(String user) {
    String arn = Principal.ofAccount(AccessTable.OWNER).arn("aws").replace("root", "user/" + user);
    return all.trail.stream()
        .filter(one -> one.action().equals("sns:Subscribe") && one.principal().equals(arn))
        .count();
  }

  @Test
  void aPolicyThatIsTakenAwayEndsThoseWhomNothingElseLets() {
    policy(AccessTable.policy("member"));
    Notes bare = listen("bare");
    Notes able = listen("able");
    publish("one");
    policy(AccessTable.policy("owner"));
    publish("two");
    assertEquals(List.of("one"), bare.heard);
    assertEquals(List.of("one", "two"), able.heard);
    assertDenied(DENIED.formatted("bare"), bare);
    assertEquals(List.of(), able.ends);
    assertEquals(2, told("bare"), "that it was allowed, and that it is refused");
    assertEquals(1, told("able"));
  }

  @Test
  void anotherAccessFileEndsThemThoughNothingIsPublished() throws AccessFileException {
    Notes able = listen("able");
    publish("one");
    authorization.replace(AccessReader.read(NOBODY_LEFT));
    publish("two");
    assertEquals(List.of("one"), able.heard);
    assertDenied(DENIED.formatted("able"), able);
  }

  @Test
  void whoIsEndedIsToldThoughNothingIsPublished() throws AccessFileException {
    Notes able = listen("able");
    authorization.replace(AccessReader.read(NOBODY_LEFT));
    await().until(() -> !able.ends.isEmpty());
    assertDenied(DENIED.formatted("able"), able);
  }

  @Test
  void aConditionThatTheTimeEndsIsAskedForEachMinute() {
    Instant end = Instant.ofEpochMilli(all.clock.millis()).plusSeconds(90);
    String condition = ",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"" + end + "\"}}}]}";
    policy(AccessTable.policy("member").replaceAll("}]}$", condition));
    Notes bare = listen("bare");
    all.clock.advance(61_000);
    publish("one");
    all.clock.advance(61_000);
    publish("two");
    assertEquals(List.of("one"), bare.heard);
    assertDenied(DENIED.formatted("bare"), bare);
  }

  @Test
  void withoutAccessControlThePolicyOfTheTopicBindsThem() {
    try (TopicsFixture open = new TopicsFixture()) {
      String arn = open.topic("t");
      Notes notes = new Notes();
      Caller other = Objects.requireNonNull(AccessTable.callers().get("other-root"));
      await(
          open.topics.setTopicAttributes(
              new SetTopicAttributes(arn, "Policy", AccessTable.policy("other"))));
      await(open.topics.as(other).listen(new Listen(arn, Map.of()), notes));
      await(open.topics.publish(new Publish(arn, "one", Map.of())));
      await(
          open.topics.setTopicAttributes(
              new SetTopicAttributes(arn, "Policy", AccessTable.policy("owner"))));
      await(open.topics.publish(new Publish(arn, "two", Map.of())));
      assertEquals(List.of("one"), notes.heard);
      assertEquals(1, notes.ends.size());
    }
  }
}
