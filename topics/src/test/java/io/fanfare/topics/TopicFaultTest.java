package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.Table;
import io.fanfare.fixture.FaultyStore;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.model.Message;
import io.fanfare.runtime.Environment;
import io.fanfare.topics.mobile.GetSMSAttributes;
import io.fanfare.topics.mobile.SetSMSAttributes;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bug in a rule closes its topic, which is opened anew from what the store has of it. */
@Timeout(60)
class TopicFaultTest {

  private static final String BUG = "planted";
  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final Map<String, String> ARCHIVED =
      Map.of(
          "ContentBasedDeduplication", "true",
          "ArchivePolicy", "{\"MessageRetentionPeriod\":\"1\"}");

  private final TopicsFixture fixture = new TopicsFixture();
  private final FaultyStore store = new FaultyStore(fixture.store);

  @BeforeEach
  void openOverTheFaultyStore() {
    open(fixture.queues);
  }

  private void open(Delivery queues) {
    await(fixture.topics.close());
    fixture.topics =
        await(
            Topics.open(
                new Environment(fixture.vertx, store, System::currentTimeMillis),
                queues,
                new TopicsOptions()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTopicGoesOnAsItWasWritten() {
    String topic = fixture.topic("t");
    String other = fixture.topic("other");
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    fail(TopicTables.TOPICS, () -> tag(topic, BUG));
    assertEquals(List.of(), tags(topic));
    await(tag(other, "harmless"));
    await(tag(topic, "mended"));
    assertEquals(List.of(new Tag("k", "mended")), tags(topic));
    await(publish(topic, "m"));
    assertEquals(List.of("m"), bodies("q"));
  }

  @Test
  void aSubscriptionThatWasNotWrittenIsNone() {
    String topic = fixture.topic("t");
    String kept = fixture.subscribe(topic, fixture.queue("q"), RAW);
    String queue = fixture.queue(BUG);
    Subscribe request = new Subscribe(topic, queue, RAW);
    fail(TopicTables.SUBSCRIPTIONS, () -> fixture.topics.subscribe(request));
    assertEquals(List.of(kept), subscriptions());
    await(publish(topic, "1"));
    assertEquals(List.of(), bodies(BUG));
    await(fixture.topics.subscribe(request));
    assertEquals(2, subscriptions().size());
    await(publish(topic, "2"));
    assertEquals(List.of("2"), bodies(BUG));
  }

  @Test
  void aSubscriptionThatDidNotEndGoesOn() {
    String topic = fixture.topic("t");
    String kept = fixture.subscribe(topic, fixture.queue("q"), RAW);
    fail(TopicTables.TOPICS, "", () -> fixture.topics.unsubscribe(new Unsubscribe(kept)));
    assertEquals(List.of(kept), subscriptions());
    await(publish(topic, "m"));
    assertEquals(List.of("m"), bodies("q"));
  }

  @Test
  void aTopicThatWasNotWrittenIsNone() {
    CreateTopic request = new CreateTopic(BUG);
    fail(TopicTables.TOPICS, () -> fixture.topics.createTopic(request));
    assertEquals(List.of(), await(fixture.topics.listTopics(new ListTopics())).topics());
    store.plant(TopicTables.TOPICS, BUG);
    assertThrows(BrokerException.class, () -> await(fixture.topics.createTopic(request)));
    store.mend();
    String topic = await(fixture.topics.createTopic(request)).topicArn();
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    await(publish(topic, "m"));
    assertEquals(List.of("m"), bodies("q"));
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    assertEquals(List.of(), await(fixture.topics.listTopics(new ListTopics())).topics());
  }

  @Test
  void aFifoTopicPublishesAgainWhatItCouldNotRemember() {
    String topic = fixture.fifoTopic("t.fifo", ARCHIVED);
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), RAW);
    await(publish(topic, "1"));
    fail(TopicTables.ARCHIVE, () -> publish(topic, BUG));
    await(publish(topic, BUG));
    await(publish(topic, "1"));
    await(publish(topic, "2"));
    assertEquals(List.of("1", BUG, "2"), drained("q.fifo"));
  }

  @Test
  void whoWaitsHearsOfItAndNothingOvertakesWhatIsOnItsWay() throws InterruptedException {
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    open(script);
    String topic = fixture.fifoTopic("t.fifo", ARCHIVED);
    fixture.subscribe(topic, TopicsFixture.arn("q.fifo"), RAW);
    Future<?> slow = publish(topic, "slow");
    Future<?> torn = publish(topic, BUG);
    ScriptedQueues.Answer first = script.next();
    store.plant(TopicTables.ARCHIVE, BUG);
    script.next().taken();
    assertInternalFailure(torn);
    assertInternalFailure(slow);
    store.mend();
    Future<?> next = publish(topic, "next");
    await(fixture.vertx.timer(50));
    assertEquals(List.of("slow", BUG), script.sent());
    first.taken();
    script.next().taken();
    await(next);
    assertEquals(List.of("slow", BUG, "next"), script.sent());
  }

  @Test
  void aReplayGoesOnOnceTheTopicIsOpen() {
    String topic = fixture.fifoTopic("t.fifo", ARCHIVED);
    List<String> all = new ArrayList<>();
    IntStream.range(0, 120).forEach(i -> all.add("m" + i));
    all.forEach(text -> await(publish(topic, text)));
    store.plant(TopicTables.REPLAYS, "IN_PROGRESS");
    Map<String, String> replay =
        Map.of(
            "RawMessageDelivery",
            "true",
            "ReplayPolicy",
            "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}");
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), replay);
    List<String> received = new ArrayList<>();
    Awaitility.await().until(() -> received.addAll(drained("q.fifo")));
    store.mend();
    all.add("live");
    await(publish(topic, "live"));
    Awaitility.await()
        .until(
            () -> {
              received.addAll(drained("q.fifo"));
              return received.size() >= all.size();
            });
    assertEquals(all, received);
  }

  @Test
  void settingsForTextMessagesAreReadAgain() {
    fail(TopicTables.SMS_SETTINGS, () -> senderId(BUG));
    assertEquals("", senderId());
    await(senderId("mended"));
    assertEquals("mended", senderId());
  }

  private Future<?> senderId(String id) {
    return fixture
        .topics
        .mobile()
        .setSMSAttributes(new SetSMSAttributes(Map.of("DefaultSenderID", id)));
  }

  private String senderId() {
    return await(fixture.topics.mobile().getSMSAttributes(new GetSMSAttributes(List.of())))
        .attributes()
        .getOrDefault("DefaultSenderID", "");
  }

  /** Does {@code action} while a bug is planted for it. */
  private void fail(Table table, Supplier<Future<?>> action) {
    fail(table, BUG, action);
  }

  private void fail(Table table, String text, Supplier<Future<?>> action) {
    store.plant(table, text);
    assertInternalFailure(action.get());
    store.mend();
  }

  private static void assertInternalFailure(Future<?> action) {
    BrokerException refusal = assertThrows(BrokerException.class, () -> await(action));
    assertEquals(CommonError.INTERNAL_FAILURE, refusal.code());
  }

  private Future<?> tag(String topic, String value) {
    return fixture.topics.tagResource(new TagResource(topic, List.of(new Tag("k", value))));
  }

  private List<Tag> tags(String topic) {
    return await(fixture.topics.listTagsForResource(new ListTagsForResource(topic))).tags();
  }

  private List<String> subscriptions() {
    return await(fixture.topics.listSubscriptions(new ListSubscriptions())).subscriptions().stream()
        .map(Subscription::subscriptionArn)
        .toList();
  }

  private Future<?> publish(String topic, String text) {
    String group = topic.endsWith(".fifo") ? "g" : null;
    return fixture.topics.publish(
        new Publish(topic, null, null, text, null, null, Map.of(), null, group));
  }

  private List<String> bodies(String queue) {
    return fixture.receive(queue).stream().map(Message::body).toList();
  }

  private List<String> drained(String queue) {
    return fixture.drain(queue).stream().map(Message::body).toList();
  }

  @Test
  void whatWaitsForATopicIsRefusedIfThatIsDeletedMeanwhile() {
    String topic = fixture.topic("t");
    fail(TopicTables.TOPICS, () -> tag(topic, BUG));
    Future<Void> deleted = fixture.topics.deleteTopic(new DeleteTopic(topic));
    Future<?> late = tag(topic, "late");
    await(deleted);
    assertThrows(BrokerException.class, () -> await(late));
    open(fixture.queues);
    assertEquals(List.of(), await(fixture.topics.listTopics(new ListTopics())).topics());
  }
}
