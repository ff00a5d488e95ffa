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
import java.util.Optional;
import java.util.stream.Collectors;
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

  /** Some of a topic's subscriptions are told from the rest without a look at the rest. */
  @Test
  void someAreRoutedToAsAllWouldBeAndWithoutTheOthers() {
    Topic topic =
        topic(
            Map.of("FilterPolicy", "{\"kind\":[\"order\"]}"),
            Map.of("FilterPolicy", "{\"kind\":[\"return\"]}"),
            Map.of("FilterPolicy", "{\"a\":[39999]}", "FilterPolicyScope", "MessageBody"),
            Map.of());
    String hard =
        IntStream.range(0, 40_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "{\"a\":[", "]}"));
    Publication message =
        new Publication(
            hard, null, Map.of("kind", MessageAttribute.string("order")), null, null, 0);
    List<Subscriber> all = List.copyOf(topic.subscribers());
    Audience some = Audience.of(List.of(all.get(0), all.get(1), all.get(3)));
    assertEquals(Optional.empty(), topic.route(message, 10_000));
    assertEquals(List.of("q0", "q3"), names(some.route(message, 10_000).orElseThrow()));
    assertEquals(List.of("q0", "q2", "q3"), names(topic.route(message)));
    assertEquals(List.of("q2"), names(Audience.of(List.of(all.get(2))).route(message)));
  }

  private static List<String> names(List<Subscriber> some) {
    return some.stream().map(subscriber -> subscriber.queue().resource()).sorted().toList();
  }

  private static List<String> route(Topic topic, String kind, String text) {
    return names(
        topic.route(
            new Publication(
                text, null, Map.of("kind", MessageAttribute.string(kind)), null, null, 0)));
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
