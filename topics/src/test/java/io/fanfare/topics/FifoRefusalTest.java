package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What FIFO topics refuse, in AWS's words. */
class FifoRefusalTest {

  private static final String SAME = "Topic already exists with different attributes";

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.fifoTopic("t.fifo", Map.of());

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theNameSaysThatTheTopicIsOne() {
    String name = "Invalid parameter: Topic Name";
    assertRefused(name, create("t", Map.of("FifoTopic", "true")));
    assertRefused(name, create("t.fifo", Map.of()));
    assertRefused(name, create("t.fifo", Map.of("FifoTopic", "false")));
    assertRefused(name, create(".fifo", Map.of("FifoTopic", "true")));
    assertRefused(name, create("x".repeat(252) + ".fifo", Map.of("FifoTopic", "true")));
    await(create("x".repeat(251) + ".fifo", Map.of("FifoTopic", "True")));
  }

  @Test
  void itsAttributesAreThoseOfAFifoTopic() {
    String prefix = "Invalid parameter: Attributes Reason: ";
    assertRefused(
        prefix + "ContentBasedDeduplication: Invalid value [x]. Must be true, false.",
        fifo("ContentBasedDeduplication", "x"));
    assertRefused(
        prefix + "FifoThroughputScope: Invalid value [x]. Must be Topic, MessageGroup.",
        fifo("FifoThroughputScope", "x"));
    for (String name : List.of("ContentBasedDeduplication", "FifoThroughputScope")) {
      assertRefused(prefix + "Unknown attribute " + name, create("standard", Map.of(name, "x")));
    }
    assertEquals(topic, await(create("t.fifo", Map.of("FifoTopic", "True"))).topicArn());
    assertRefused(prefix + SAME, fifo("FifoThroughputScope", "Topic"));
  }

  @Test
  void aMessageHasAGroupAndSomethingToKnowItBy() {
    String group = "Invalid parameter: The MessageGroupId parameter is required for FIFO topics";
    String id =
        "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
            + " MessageDeduplicationId provided explicitly";
    assertRefused(group, publish(null, "id"));
    assertRefused(id, publish("g", null));
    assertRefused(group, batch(null, "id"));
    assertRefused(id, batch("g", null));
    assertRefused(
        "Invalid parameter: Message Structure - No default entry in JSON message body",
        fixture.topics.publishBatch(
            new PublishBatch(
                topic,
                List.of(new PublishBatch.Entry("a", "{}", null, "json", Map.of(), null, null)))));
  }

  @Test
  void theIdsOfAMessageAreShortAndPlain() {
    String words = " can only include alphanumeric and punctuation characters. 1 to 128 in length.";
    String group = "Invalid parameter: MessageGroupId Reason: MessageGroupId" + words;
    String id = "Invalid parameter: MessageDeduplicationId Reason: MessageDeduplicationId" + words;
    for (String bad : List.of("", "a b", "ä", "x".repeat(129))) {
      assertRefused(group, publish(bad, "id"));
      assertRefused(id, publish("g", bad));
    }
    await(publish("g".repeat(128), "!".repeat(128)));
  }

  @Test
  void aStandardTopicTakesNoDeduplicationId() {
    String standard = fixture.topic("standard");
    assertRefused(
        "Invalid parameter: MessageDeduplicationId Reason: The request includes"
            + " MessageDeduplicationId parameter that is not valid for this topic type",
        fixture.topics.publish(
            new Publish(standard, null, null, "m", null, null, Map.of(), "id", "g")));
  }

  private Future<CreateTopic.Result> fifo(String attribute, String value) {
    return create("t.fifo", Map.of("FifoTopic", "true", attribute, value));
  }

  private Future<CreateTopic.Result> create(String name, Map<String, String> attributes) {
    return fixture.topics.createTopic(new CreateTopic(name, attributes, List.of(), null));
  }

  private Future<?> publish(@Nullable String group, @Nullable String id) {
    return fixture.topics.publish(
        new Publish(topic, null, null, "m", null, null, Map.of(), id, group));
  }

  private Future<?> batch(@Nullable String group, @Nullable String id) {
    PublishBatch.Entry good = new PublishBatch.Entry("a", "m", null, null, Map.of(), "i", "g");
    PublishBatch.Entry bad = new PublishBatch.Entry("b", "m", null, null, Map.of(), id, group);
    return fixture.topics.publishBatch(new PublishBatch(topic, List.of(good, bad)));
  }
}
