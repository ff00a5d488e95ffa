package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.Publish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replays of an archive that is larger than the heap they may take. */
@Timeout(60)
class ReplayWithinTheHeapTest {

  private static final int MESSAGES = 60;
  private static final int REPLAYS = 4;
  private static final String LARGE = "x".repeat(200_000);

  private final TopicsFixture fixture = new TopicsFixture(new HeapBudget(2 << 20));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aLongArchiveIsReplayedToManyQueuesInTurns() {
    String topic =
        fixture.fifoTopic(
            "t.fifo",
            Map.of(
                "ContentBasedDeduplication", "true",
                "ArchivePolicy", "{\"MessageRetentionPeriod\":\"1\"}"));
    for (int i = 0; i < MESSAGES; i++) {
      publish(topic, i + " " + LARGE);
    }
    Map<String, String> attributes =
        Map.of(
            "RawMessageDelivery",
            "true",
            "ReplayPolicy",
            "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}");
    for (int i = 0; i < REPLAYS; i++) {
      fixture.subscribe(topic, fixture.fifoQueue("q" + i + ".fifo"), attributes);
    }
    publish(topic, "live");
    List<String> all = new ArrayList<>();
    IntStream.range(0, MESSAGES).mapToObj(Integer::toString).forEach(all::add);
    all.add("live");
    for (int i = 0; i < REPLAYS; i++) {
      assertEquals(all, received("q" + i + ".fifo", all.size()));
    }
    Awaitility.await().until(() -> fixture.heap.used() == 0);
    assertTrue(fixture.heap.mostUsed() > 0);
    assertTrue(fixture.heap.mostUsed() <= fixture.heap.capacity());
  }

  private void publish(String topic, String text) {
    await(
        fixture.topics.publish(
            new Publish(topic, null, null, text, null, null, Map.of(), null, "g")));
  }

  private List<String> received(String queue, int count) {
    List<String> texts = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              for (Message message : fixture.drain(queue)) {
                texts.add(message.body().split(" ", 2)[0]);
              }
              return texts.size() >= count;
            });
    return texts;
  }
}
