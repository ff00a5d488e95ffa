package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.PreviewPublish.PreviewedSubscription;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A preview tells who gets a message when it is published, and publishes nothing. */
@Timeout(120)
class PreviewPublishTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Map<String, String> wanting(String policy) {
    return Map.of("FilterPolicy", policy, "RawMessageDelivery", "true");
  }

  private static Map<String, String> wantingBody(String policy) {
    return Map.of(
        "FilterPolicy", policy, "FilterPolicyScope", "MessageBody", "RawMessageDelivery", "true");
  }

  private List<String> matching(Publish message) {
    return await(fixture.topics.previewPublish(new PreviewPublish(message)))
        .subscriptions()
        .stream()
        .filter(PreviewedSubscription::matches)
        .map(one -> one.endpoint().replaceFirst(".*:", ""))
        .toList();
  }

  /** The queues that get {@code message} when it is published. */
  private List<String> getting(Publish message, String... queues) {
    await(fixture.topics.publish(message));
    return List.of(queues).stream().filter(queue -> !fixture.drain(queue).isEmpty()).toList();
  }

  @Test
  void whoIsPreviewedIsWhoGetsIt() {
    fixture.subscribe(topic, fixture.queue("all"), Map.of());
    fixture.subscribe(topic, fixture.queue("red"), wanting("{\"colour\":[\"red\"]}"));
    fixture.subscribe(topic, fixture.queue("blue"), wanting("{\"colour\":[\"blue\"]}"));
    fixture.subscribe(
        topic, fixture.queue("body"), wantingBody("{\"n\":[{\"numeric\":[\">\",5]}]}"));
    String[] queues = {"all", "red", "blue", "body"};
    Map<String, MessageAttribute> red = Map.of("colour", MessageAttribute.string("red"));
    for (Publish message :
        List.of(
            new Publish(topic, "{\"n\":6}", red),
            new Publish(topic, "{\"n\":5}", red),
            new Publish(topic, "no JSON", Map.of()),
            new Publish(topic, "{\"n\":7}", Map.of()))) {
      List<String> previewed = matching(message);
      for (String queue : queues) {
        assertEquals(List.of(), fixture.receive(queue), "a preview was published");
      }
      assertEquals(previewed, getting(message, queues), String.valueOf(message.message()));
    }
    assertEquals(List.of("all", "red", "body"), matching(new Publish(topic, "{\"n\":6}", red)));
    assertEquals(4, fixture.topics.statistics().published());
  }

  /** A message whose match is left to another thread is previewed as well. */
  @Test
  void whatIsHardToMatchIsPreviewedToo() {
    String hard =
        IntStream.range(0, 40_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "{\"a\":[", "]}"));
    fixture.subscribe(topic, fixture.queue("q"), wantingBody("{\"a\":[39999]}"));
    fixture.subscribe(topic, fixture.queue("other"), wantingBody("{\"a\":[40000]}"));
    assertEquals(List.of("q"), matching(new Publish(topic, hard, Map.of())));
  }

  @Test
  void whatIsNotConfirmedOrNotDeliveredDoesNotMatch() {
    await(
        fixture.topics.subscribe(
            new Subscribe(topic, "http", "http://127.0.0.1:1/x", Map.of(), null)));
    await(fixture.topics.subscribe(new Subscribe(topic, "email", "a@example.org", Map.of(), null)));
    PreviewPublish.Result all =
        await(fixture.topics.previewPublish(new PreviewPublish(new Publish(topic, "m", Map.of()))));
    assertEquals(
        List.of("http http://127.0.0.1:1/x false", "email a@example.org false"),
        all.subscriptions().stream()
            .map(one -> one.protocol() + " " + one.endpoint() + " " + one.matches())
            .toList());
    assertTrue(all.subscriptions().get(0).subscriptionArn().startsWith(topic + ":"));
  }

  @Test
  void pagesFollowOneAnother() {
    for (int i = 0; i < 250; i++) {
      fixture.subscribe(topic, fixture.queue("q" + i), wanting("{\"n\":[" + i % 2 + "]}"));
    }
    List<Boolean> matches = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String token = null;
    do {
      PreviewPublish.Result page =
          await(
              fixture.topics.previewPublish(
                  new PreviewPublish(
                      topic,
                      null,
                      "m",
                      null,
                      null,
                      Map.of("n", MessageAttribute.number("1")),
                      null,
                      null,
                      token)));
      page.subscriptions().forEach(one -> matches.add(one.matches()));
      sizes.add(page.subscriptions().size());
      token = page.nextToken();
    } while (token != null);
    assertEquals(List.of(100, 100, 50), sizes);
    assertEquals(IntStream.range(0, 250).mapToObj(i -> i % 2 == 1).toList(), matches);
  }

  @Test
  void whatCannotBePublishedIsRefused() {
    for (Publish bad :
        List.of(
            new Publish(topic, "", Map.of()),
            new Publish(topic, "x".repeat(300_000), Map.of()),
            new Publish(topic, null, null, "m", null, "json", Map.of(), null, null),
            new Publish(topic, null, null, "m", null, null, Map.of(), "id", null),
            new Publish(null, null, null, "m", null, null, Map.of(), null, null))) {
      assertRefused(
          TopicError.INVALID_PARAMETER, fixture.topics.previewPublish(new PreviewPublish(bad)));
    }
    assertRefused(
        TopicError.NOT_FOUND,
        fixture.topics.previewPublish(new PreviewPublish(new Publish(topic + "x", "m", Map.of()))));
    assertRefused(
        TopicError.INVALID_PARAMETER,
        fixture.topics.previewPublish(
            new PreviewPublish(topic, null, "m", null, null, Map.of(), null, null, "none")));
  }

  @Test
  void aFifoTopicIsNotAskedWhetherItKnowsTheMessage() {
    String fifo = fixture.fifoTopic("f.fifo", Map.of());
    fixture.subscribe(fifo, fixture.fifoQueue("q.fifo"), Map.of());
    Publish message = new Publish(fifo, null, null, "m", null, null, Map.of(), "id", "group");
    await(fixture.topics.publish(message));
    assertEquals(List.of("q.fifo"), matching(message));
    assertEquals(1, fixture.drain("q.fifo").size());
  }
}
