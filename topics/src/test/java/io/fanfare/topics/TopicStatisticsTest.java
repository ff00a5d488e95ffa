package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Unsubscribe;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What topics tell of their publishes: where each copy went, or that none was made. */
class TopicStatisticsTest {

  private static final TopicStatistics.Pushes NO_PUSHES = new TopicStatistics.Pushes(0, 0, 0, 0);

  private static final String DEAD_LETTERS =
      "{\"deadLetterTargetArn\":\"" + TopicsFixture.arn("dead") + "\"}";

  private final TopicsFixture fixture = new TopicsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyCopyIsCountedByWhereItWent() {
    String topic = fixture.topic("t");
    fixture.queue("dead");
    fixture.subscribe(topic, fixture.queue("all"), Map.of());
    fixture.subscribe(topic, fixture.queue("red"), Map.of("FilterPolicy", "{\"c\":[\"red\"]}"));
    fixture.subscribe(topic, TopicsFixture.arn("gone"), Map.of());
    fixture.subscribe(topic, TopicsFixture.arn("lost"), Map.of("RedrivePolicy", DEAD_LETTERS));
    await(fixture.topics.publish(new Publish(topic, "m", Map.of())));
    assertEquals(new TopicStatistics(1, 1, 1, 1, 1, NO_PUSHES), fixture.topics.statistics());
  }

  @Test
  void anEndedSubscriptionIsNotCounted() {
    String topic = fixture.topic("t");
    Map<String, String> red = Map.of("FilterPolicy", "{\"c\":[\"red\"]}");
    String ended = fixture.subscribe(topic, fixture.queue("red"), red);
    await(fixture.topics.unsubscribe(new Unsubscribe(ended)));
    await(fixture.topics.publish(new Publish(topic, "m", Map.of())));
    assertEquals(new TopicStatistics(1, 0, 0, 0, 0, NO_PUSHES), fixture.topics.statistics());
  }

  @Test
  void aDuplicateInAFifoTopicIsNotCounted() {
    String topic = fixture.fifoTopic("t.fifo", Map.of());
    fixture.subscribe(topic, fixture.fifoQueue("q.fifo"), Map.of());
    for (int i = 0; i < 2; i++) {
      await(
          fixture.topics.publish(
              new Publish(topic, null, null, "m", null, null, Map.of(), "once", "g")));
    }
    assertEquals(new TopicStatistics(1, 1, 0, 0, 0, NO_PUSHES), fixture.topics.statistics());
  }
}
