package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import io.fanfare.topics.rows.TopicRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which subscriptions a message goes to. */
class TopicRoutingTest {

  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:t";

  @Test
  void aMessageGoesToTheSubscriptionsThatItMatches() {
    Topic topic =
        topic(
            Map.of("FilterPolicy", "{\"kind\":[\"order\"]}"),
            Map.of("FilterPolicy", "{\"n\":[1]}", "FilterPolicyScope", "MessageBody"),
            Map.of());
    assertEquals(List.of("q0", "q1", "q2"), route(topic, "order", "{\"n\":1}"));
    assertEquals(List.of("q0", "q2"), route(topic, "order", "{\"n\":2}"));
    assertEquals(List.of("q1", "q2"), route(topic, "return", "{\"n\":1}"));
    assertEquals(List.of("q2"), route(topic, "return", "no JSON"));
  }

  @Test
  void aSubscriptionThatHasEndedGetsNothingMore() {
    Topic topic = topic(Map.of("FilterPolicy", "{\"kind\":[\"order\"]}"), Map.of());
    topic.unsubscribe(ARN + ":0", new Caller("000000000000", "us-east-1", "http://x"), "", 0);
    assertEquals(List.of("q1"), route(topic, "order", "m"));
  }

  private static List<String> route(Topic topic, String kind, String text) {
    return topic
        .route(
            new Publication(
                text, null, Map.of("kind", MessageAttribute.string(kind)), null, null, 0))
        .stream()
        .map(subscriber -> subscriber.queue().resource())
        .sorted()
        .toList();
  }

  @SafeVarargs
  private static Topic topic(Map<String, String>... subscriptions) {
    TopicRecord topic = new TopicRecord(1, ARN, Attributes.none(), Map.of());
    return new Topic(
        topic,
        IntStream.range(0, subscriptions.length)
            .mapToObj(
                i ->
                    new SubscriptionRecord(
                        1,
                        i,
                        ARN + ":" + i,
                        new Target("sqs", "arn:aws:sqs:us-east-1:000000000000:q" + i),
                        new Attributes(subscriptions[i])))
            .toList());
  }
}
