package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.Sha256;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a FIFO topic promises: each message once, and every queue in the topic's order. */
@Timeout(60)
class FifoTopicsTest {

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final Map<String, String> BY_CONTENT = Map.of("ContentBasedDeduplication", "true");

  private final TopicsFixture fixture = new TopicsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aFifoQueueGetsTheGroupTheIdAndTheNumberInTheTopic() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), Map.of());
    Publish.Result published = await(publish(topic, "g", "once", "hello"));
    Message message = fixture.receive("q.fifo").get(0);
    JsonObject envelope = new JsonObject(message.body());
    assertEquals(
        List.of(
            "Type",
            "MessageId",
            "SequenceNumber",
            "TopicArn",
            "Message",
            "Timestamp",
            "UnsubscribeURL"),
        List.copyOf(envelope.fieldNames()));
    assertEquals(published.messageId(), envelope.getString("MessageId"));
    assertEquals(published.sequenceNumber(), envelope.getString("SequenceNumber"));
    assertEquals("g", message.attributes().get("MessageGroupId"));
    assertEquals("once", message.attributes().get("MessageDeduplicationId"));
  }

  @Test
  void theHashOfTheContentIsTheIdForAQueueThatKnowsNoContents() {
    String topic = fixture.fifoTopic("t.fifo", BY_CONTENT);
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), RAW);
    await(publish(topic, "g", null, "hello"));
    assertEquals(
        HexFormat.of().formatHex(Sha256.of("hello")),
        fixture.receive("q.fifo").get(0).attributes().get("MessageDeduplicationId"));
  }

  @Test
  void aStandardQueueGetsNeitherGroupNorIdButEachMessageOnce() {
    String topic = fixture.fifoTopic("t.fifo", BY_CONTENT);
    fixture.subscribe(topic, fixture.queue("q"), Map.of());
    Publish.Result published = await(publish(topic, "g", null, "hello"));
    assertEquals(published, await(publish(topic, "g", null, "hello")));
    List<Message> messages = fixture.receive("q");
    assertEquals(1, messages.size());
    assertFalse(messages.get(0).attributes().containsKey("MessageGroupId"));
    assertFalse(messages.get(0).attributes().containsKey("MessageDeduplicationId"));
    assertEquals(
        published.sequenceNumber(),
        new JsonObject(messages.get(0).body()).getString("SequenceNumber"));
  }

  @Test
  void aDuplicateIsAnsweredAsItsOriginalAlsoAfterARestart() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    Publish.Result original = await(publish(topic, "g", "once", "hello"));
    assertEquals(original, await(publish(topic, "other", "once", "another text")));
    fixture.reopen();
    assertEquals(original, await(publish(topic, "g", "once", "hello")));
    assertNotEquals(original, await(publish(topic, "g", "twice", "hello")));
    assertEquals(List.of("hello", "hello"), bodies("q"));
  }

  @Test
  void idsCountWithinGroupsIfThatIsTheScope() {
    String topic = fixture.fifoTopic("t.fifo", Map.of("FifoThroughputScope", "MessageGroup"));
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    await(publish(topic, "g1", "once", "1"));
    await(publish(topic, "g2", "once", "2"));
    await(publish(topic, "g2", "once", "3"));
    assertEquals(List.of("1", "2"), bodies("q"));
  }

  @Test
  void everyQueueGetsTheMessagesInTheOrderOfTheirNumbers() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    for (int i = 0; i < 70; i++) {
      fixture.subscribe(topic, fixture.fifoQueue("q" + i + ".fifo"), RAW);
    }
    Map<String, String> texts = new HashMap<>();
    List<Future<Publish.Result>> published = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      published.add(publish(topic, "g" + i % 2, "id" + i, "m" + i));
    }
    for (int i = 0; i < 40; i++) {
      texts.put(String.valueOf(await(published.get(i)).sequenceNumber()), "m" + i);
    }
    List<String> inOrder = texts.keySet().stream().sorted().map(texts::get).toList();
    for (int group = 0; group < 2; group++) {
      int rest = group;
      List<String> wanted =
          inOrder.stream().filter(text -> Integer.parseInt(text.substring(1)) % 2 == rest).toList();
      for (String queue : List.of("q0.fifo", "q69.fifo")) {
        assertEquals(wanted.subList(0, 10), ofGroup(queue, "g" + group));
      }
    }
  }

  @Test
  void aBatchKeepsItsOrderAndDropsItsOwnDuplicates() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), RAW);
    List<PublishBatch.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String id = "id" + (i == 9 ? 0 : i);
      entries.add(new PublishBatch.Entry("e" + i, "m" + i, null, null, Map.of(), id, "g"));
    }
    List<PublishBatch.ResultEntry> results =
        await(fixture.topics.publishBatch(new PublishBatch(topic, entries))).successful();
    assertEquals(10, results.size());
    assertEquals(results.get(0).messageId(), results.get(9).messageId());
    assertEquals(results.get(0).sequenceNumber(), results.get(9).sequenceNumber());
    List<String> numbers =
        results.subList(0, 9).stream().map(entry -> entry.sequenceNumber() + "").toList();
    assertEquals(numbers.stream().sorted().toList(), numbers);
    assertEquals(List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"), bodies("q.fifo"));
  }

  @Test
  void aDuplicateWaitsForItsOriginalAndHearsTheSame() throws InterruptedException {
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    String topic = scripted(script);
    Future<Publish.Result> original = publish(topic, "g", "once", "1");
    Future<Publish.Result> duplicate = publish(topic, "g", "once", "2");
    ScriptedQueues.Answer answer = script.next();
    await(publish(fixture.fifoTopic("other.fifo", BY_CONTENT), "g", null, "m"));
    assertFalse(original.isComplete() || duplicate.isComplete());
    answer.taken();
    assertEquals(await(original), await(duplicate));
    assertEquals(List.of("1"), script.sent());
  }

  @Test
  void aDuplicateOfWhatFailsIsPublishedItself() throws InterruptedException {
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    String topic = scripted(script);
    Future<Publish.Result> original = publish(topic, "g", "once", "1");
    Future<Publish.Result> duplicate = publish(topic, "g", "once", "2");
    script.next().fail(CommonError.SERVICE_UNAVAILABLE.refuse("Later."));
    script.next().taken();
    BrokerException refusal = assertThrows(BrokerException.class, () -> await(original));
    assertEquals(CommonError.SERVICE_UNAVAILABLE, refusal.code());
    Publish.Result second = await(duplicate);
    assertEquals(List.of("1", "2"), script.sent());
    assertEquals(second, await(publish(topic, "g", "once", "3")));
  }

  @Test
  void aSlowQueueKeepsNoPublishFromBeingHandedOver() throws InterruptedException {
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    String topic = scripted(script);
    Future<Publish.Result> first = publish(topic, "g", "a", "1");
    Future<Publish.Result> second = publish(topic, "g", "b", "2");
    ScriptedQueues.Answer slow = script.next();
    script.next().taken();
    await(second);
    assertFalse(first.isComplete());
    slow.taken();
    await(first);
  }

  @Test
  void aDeletedTopicLeavesNothingBehind() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    Publish.Result before = await(publish(topic, "g", "once", "hello"));
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    assertEquals(topic, fixture.fifoTopic("t.fifo", Map.of()));
    assertNotEquals(before, await(publish(topic, "g", "once", "hello")));
    Awaitility.await().until(() -> fixture.rows(TopicTables.GARBAGE).isEmpty());
    assertEquals(1, fixture.rows(TopicTables.DEDUPLICATION).size());
  }

  /** A FIFO topic with one raw subscription, whose queue answers as {@code script} says. */
  private String scripted(ScriptedQueues script) {
    await(fixture.topics.close());
    fixture.topics = fixture.open(script);
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    fixture.subscribe(topic, TopicsFixture.arn("q.fifo"), RAW);
    return topic;
  }

  private Future<Publish.Result> publish(
      String topic, String group, @Nullable String id, String text) {
    return fixture.topics.publish(
        new Publish(topic, null, null, text, null, null, Map.of(), id, group));
  }

  private List<String> bodies(String queue) {
    return fixture.receive(queue).stream().map(Message::body).toList();
  }

  /** The first ten messages of a group: a receive takes from one group as many as it can. */
  private List<String> ofGroup(String queue, String group) {
    return fixture.receive(queue).stream()
        .filter(message -> group.equals(message.attributes().get("MessageGroupId")))
        .map(Message::body)
        .toList();
  }
}
