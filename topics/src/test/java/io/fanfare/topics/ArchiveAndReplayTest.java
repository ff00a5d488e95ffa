package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.fixture.Futures;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.rows.ReplayRecord;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a FIFO topic archives, and how a subscription gets it again. */
@Timeout(60)
class ArchiveAndReplayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LONG_AGO = "2000-01-01T00:00:00.000Z";
  private static final String FROM_LONG_AGO =
      "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}";

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic =
      fixture.fifoTopic(
          "t.fifo",
          Map.of(
              "ContentBasedDeduplication", "true",
              "ArchivePolicy", "{\"MessageRetentionPeriod\":\"1\"}"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aReplayedMessageIsTheOriginalAndSaysThatItIsReplayed() {
    Map<String, MessageAttribute> attributes = Map.of("k", MessageAttribute.number("1"));
    Publish.Result original =
        await(
            fixture.topics.publish(
                new Publish(topic, null, null, "hello", "S", null, attributes, "once", "g")));
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), replay(LONG_AGO, Map.of()));
    Message message = awaitMessages("q.fifo", 1).get(0);
    JsonObject envelope = new JsonObject(message.body());
    assertEquals(original.messageId(), envelope.getString("MessageId"));
    assertEquals(original.sequenceNumber(), envelope.getString("SequenceNumber"));
    assertEquals("hello", envelope.getString("Message"));
    assertEquals("S", envelope.getString("Subject"));
    assertEquals(
        new JsonObject()
            .put("k", new JsonObject().put("Type", "Number").put("Value", "1"))
            .put("Replayed", new JsonObject().put("Type", "String").put("Value", "true")),
        envelope.getJsonObject("MessageAttributes"));
    assertEquals("g", message.attributes().get("MessageGroupId"));
    await(publish("live"));
    JsonObject live = new JsonObject(fixture.drain("q.fifo").get(0).body());
    assertEquals("live", live.getString("Message"));
    assertEquals(null, live.getJsonObject("MessageAttributes"));
  }

  @Test
  void aReplayJoinsTheLiveMessagesWithoutGapOrOvertaking() {
    fixture.subscribe(topic, fixture.fifoQueue("all.fifo"), Map.of("RawMessageDelivery", "true"));
    Deque<Future<?>> underway = new ArrayDeque<>();
    int published = 0;
    // More are on their way at any time than a replay reads at once.
    while (published < 300 || (published < 5_000 && !hasStatus(ReplayStatus.COMPLETED))) {
      underway.add(publish("m" + published++));
      if (underway.size() > 100) {
        await(underway.remove());
      }
      if (published == 200) {
        fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), raw(LONG_AGO, Map.of()));
      }
    }
    // On a slow machine it may join only now that nobody publishes.
    awaitStatus(ReplayStatus.COMPLETED);
    underway.add(publish("last"));
    underway.forEach(Futures::await);
    List<String> all = bodies(fixture.drain("all.fifo"));
    assertEquals(published + 1, all.size());
    assertEquals(all, bodies(fixture.drain("q.fifo")));
  }

  @Test
  void aQueueThatHadAMessageAMomentAgoGetsItAgain() {
    String subscription =
        fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), Map.of("RawMessageDelivery", "true"));
    await(publish("a"));
    assertEquals(List.of("a"), bodies(fixture.drain("q.fifo")));
    setReplayPolicy(subscription, FROM_LONG_AGO);
    assertEquals(List.of("a"), bodies(awaitMessages("q.fifo", 1)));
    awaitStatus(ReplayStatus.COMPLETED);
    assertEquals("Completed", attributes(subscription).get("ReplayStatus"));
    setReplayPolicy(subscription, FROM_LONG_AGO);
    assertEquals(List.of("a"), bodies(awaitMessages("q.fifo", 1)));
  }

  @Test
  void aReplayThatIsRemovedGivesWayToLiveMessages() {
    await(publish("old"));
    String end = Instant.ofEpochMilli(0).plusSeconds(1).toString();
    Map<String, String> past = raw("1970-01-01T00:00:00Z", Map.of("EndingPoint", end));
    String subscription = fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), past);
    awaitStatus(ReplayStatus.COMPLETED);
    await(publish("held back"));
    setReplayPolicy(subscription, "{}");
    await(publish("live"));
    assertEquals(List.of("live"), bodies(awaitMessages("q.fifo", 1)));
    assertEquals(List.of(), rows(TopicTables.REPLAYS));
    assertFalse(attributes(subscription).containsKey("ReplayStatus"));
  }

  @Test
  void anEndedSubscriptionLeavesNoReplayBehind() {
    String subscription =
        fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), replay(LONG_AGO, Map.of()));
    await(fixture.topics.unsubscribe(new Unsubscribe(subscription)));
    assertEquals(List.of(), rows(TopicTables.REPLAYS));
  }

  @Test
  void theFilterPolicyAppliesToTheArchive() {
    for (String text : List.of("red1", "blue2", "red3")) {
      String color = text.substring(0, text.length() - 1);
      Map<String, MessageAttribute> attributes = Map.of("c", MessageAttribute.string(color));
      fixture.clock.advance(1);
      await(
          fixture.topics.publish(
              new Publish(topic, null, null, text, null, null, attributes, null, "g")));
    }
    fixture.subscribe(
        topic,
        fixture.fifoQueue("q.fifo"),
        raw(LONG_AGO, Map.of("FilterPolicy", "{\"c\":[\"red\"]}")));
    assertEquals(List.of("red1", "red3"), bodies(awaitMessages("q.fifo", 2)));
  }

  @Test
  void aReplayHasTheMessagesBetweenItsPoints() {
    List<String> times = new ArrayList<>();
    for (String text : List.of("a", "b", "c", "d")) {
      fixture.clock.advance(60_000);
      times.add(Instant.ofEpochMilli(fixture.clock.millis()).minusSeconds(30).toString());
      await(publish(text));
    }
    fixture.subscribe(
        topic, fixture.fifoQueue("q.fifo"), raw(times.get(1), Map.of("EndingPoint", times.get(3))));
    awaitStatus(ReplayStatus.COMPLETED);
    await(publish("new"));
    assertEquals(List.of("b", "c"), bodies(fixture.drain("q.fifo")));
    fixture.reopen();
    await(publish("newer"));
    assertEquals(List.of(), fixture.drain("q.fifo"));
  }

  @Test
  void aReplayGoesOnAfterARestartWhereItWas() throws InterruptedException {
    IntStream.range(0, 75).forEach(i -> await(publish("m" + i)));
    fixture.fifoQueue("q.fifo");
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    await(fixture.topics.close());
    fixture.topics = fixture.open(script);
    fixture.subscribe(topic, TopicsFixture.arn("q.fifo"), raw(LONG_AGO, Map.of()));
    script.next().taken();
    script.next();
    fixture.reopen();
    awaitStatus(ReplayStatus.COMPLETED);
    List<String> rest = bodies(fixture.drain("q.fifo"));
    assertEquals(IntStream.range(50, 75).mapToObj(i -> "m" + i).toList(), rest);
  }

  @Test
  void aReplayWaitsForAQueueThatCannotTakeItsMessagesNow() throws InterruptedException {
    await(publish("a"));
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    await(fixture.topics.close());
    fixture.topics = fixture.open(script);
    fixture.subscribe(topic, TopicsFixture.arn("q.fifo"), raw(LONG_AGO, Map.of()));
    script.next().fail(CommonError.SERVICE_UNAVAILABLE.refuse("Later."));
    script.next().taken();
    awaitStatus(ReplayStatus.COMPLETED);
    assertEquals(List.of("a", "a"), script.sent());
  }

  @Test
  void aReplayFailsOnceThereIsNoArchiveAndTheSubscriptionGetsLiveMessages() {
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), raw("2999-01-01T00:00:00Z", Map.of()));
    setArchivePolicy("{}");
    awaitStatus(ReplayStatus.FAILED);
    await(publish("live"));
    assertEquals(List.of("live"), bodies(awaitMessages("q.fifo", 1)));
  }

  @Test
  void whatIsOlderThanTheRetentionPeriodIsRemoved() {
    await(publish("old"));
    fixture.clock.advance(Duration.ofHours(25).toMillis());
    await(publish("young"));
    assertEquals(2, rows(TopicTables.ARCHIVE).size());
    fixture.reopen();
    Awaitility.await().atMost(PATIENCE).until(() -> rows(TopicTables.ARCHIVE).size() == 1);
    setArchivePolicy("{}");
    Awaitility.await().atMost(PATIENCE).until(() -> rows(TopicTables.ARCHIVE).isEmpty());
  }

  @Test
  void aTopicIsDeletedOnlyOnceItsArchiveIsNotActive() {
    await(publish("a"));
    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> await(fixture.topics.deleteTopic(new DeleteTopic(topic))));
    assertEquals(TopicError.INVALID_STATE, refusal.code());
    setArchivePolicy("{}");
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    Awaitility.await().atMost(PATIENCE).until(() -> rows(TopicTables.GARBAGE).isEmpty());
    assertEquals(List.of(), rows(TopicTables.ARCHIVE));
  }

  @Test
  void aTopicWithoutAnArchiveHasNoReplays() {
    String plain = fixture.fifoTopic("plain.fifo", Map.of());
    BrokerException refusal =
        assertThrows(
            BrokerException.class,
            () ->
                fixture.subscribe(plain, TopicsFixture.arn("q.fifo"), replay(LONG_AGO, Map.of())));
    assertEquals(TopicError.INVALID_PARAMETER, refusal.code());
  }

  @Test
  void aStandardQueueGetsAReplayAsWell() {
    await(publish("a"));
    await(fixture.queues.createQueue(new CreateQueue("q")));
    fixture.subscribe(topic, TopicsFixture.arn("q"), raw(LONG_AGO, Map.of()));
    Message message = awaitMessages("q", 1).get(0);
    assertEquals("a", message.body());
    assertEquals(Map.of("Replayed", MessageAttribute.string("true")), message.messageAttributes());
  }

  private void setArchivePolicy(String policy) {
    await(
        fixture.topics.setTopicAttributes(new SetTopicAttributes(topic, "ArchivePolicy", policy)));
  }

  private Future<Publish.Result> publish(String text) {
    return fixture.topics.publish(
        new Publish(topic, null, null, text, null, null, Map.of(), null, "g"));
  }

  private void awaitStatus(ReplayStatus status) {
    Awaitility.await().atMost(PATIENCE).until(() -> hasStatus(status));
  }

  private boolean hasStatus(ReplayStatus status) {
    return rows(TopicTables.REPLAYS).stream()
        .anyMatch(row -> ReplayRecord.decode(row).status() == status);
  }

  private List<Message> awaitMessages(String queue, int count) {
    List<Message> all = new ArrayList<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> all.addAll(fixture.drain(queue)) && all.size() >= count);
    return all;
  }

  private List<Row> rows(Table table) {
    Key last = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    return await(fixture.store.scan(table, Key.first(Long.MIN_VALUE), last, 1_000));
  }

  private void setReplayPolicy(String subscription, String policy) {
    await(
        fixture.topics.setSubscriptionAttributes(
            new SetSubscriptionAttributes(subscription, "ReplayPolicy", policy)));
  }

  private Map<String, String> attributes(String subscription) {
    return await(
            fixture.topics.getSubscriptionAttributes(new GetSubscriptionAttributes(subscription)))
        .attributes();
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  private static Map<String, String> raw(String start, Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>(replay(start, more));
    attributes.put("RawMessageDelivery", "true");
    return attributes;
  }

  /** Attributes with a ReplayPolicy, whose EndingPoint stands among {@code more} if it has one. */
  private static Map<String, String> replay(String start, Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>(more);
    JsonObject policy = new JsonObject().put("PointType", "Timestamp").put("StartingPoint", start);
    String end = attributes.remove("EndingPoint");
    if (end != null) {
      policy.put("EndingPoint", end);
    }
    attributes.put("ReplayPolicy", policy.encode());
    return attributes;
  }
}
