package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.engine.SubscriptionRecord.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which subscriptions a message goes to, and what that costs. */
class TopicRoutingTest {

  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:t";

  @Test
  void whatAPublishCostsDoesNotGrowWithTheSubscriptionsThatDoNotMatch() {
    Topic small = topic(10);
    Topic large = topic(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(List.of("q" + i % 10), route(small, i % 10));
      assertEquals(List.of("q" + i), route(large, i));
    }
    long ratio = 0;
    for (int attempt = 0; attempt < 5 && (ratio == 0 || ratio > 10); attempt++) {
      ratio = nanos(large, 10_000) / Math.max(1, nanos(small, 10));
    }
    assertTrue(ratio <= 10, "A thousand times the subscriptions cost " + ratio + " times as much");
  }

  private static long nanos(Topic topic, int subscriptions) {
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      route(topic, i % subscriptions);
    }
    return System.nanoTime() - start;
  }

  private static List<String> route(Topic topic, int number) {
    return topic
        .route(
            Map.of(
                "kind", MessageAttribute.string("order"),
                "number", MessageAttribute.number("" + number)))
        .stream()
        .map(subscriber -> subscriber.queue().resource())
        .toList();
  }

  private static Topic topic(int subscriptions) {
    TopicRecord topic = new TopicRecord(1, ARN, Attributes.none(), Map.of());
    return new Topic(
        topic,
        IntStream.range(0, subscriptions)
            .mapToObj(
                i ->
                    new SubscriptionRecord(
                        1,
                        i,
                        ARN + ":" + i,
                        new Target("sqs", "arn:aws:sqs:us-east-1:000000000000:q" + i),
                        new Attributes(
                            Map.of(
                                "FilterPolicy",
                                "{\"kind\":[\"order\",\"return\"],\"number\":[" + i + "]}"))))
            .toList());
  }
}
