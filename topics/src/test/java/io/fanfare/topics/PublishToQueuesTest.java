package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.Caller;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Table;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscription;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a queue holds once a message was published to its topic. */
class PublishToQueuesTest {

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

  private final TopicsFixture fixture = new TopicsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theEnvelopeHasItsKeysInTheOrderOfAws() {
    String topic = fixture.topic("t");
    String subscription = fixture.subscribe(topic, fixture.queue("q"), Map.of());
    Map<String, MessageAttribute> attributes =
        Map.of("bytes", MessageAttribute.binary(Bytes.of((byte) 1, (byte) 2)));
    Publish request =
        new Publish(topic, null, null, "say \"hi\"", "S", null, attributes, null, "group");
    String id = await(fixture.topics.publish(request)).messageId();
    Message message = fixture.receive("q").get(0);
    JsonObject envelope = new JsonObject(message.body());
    assertEquals(
        List.of(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL",
            "MessageAttributes"),
        List.copyOf(envelope.fieldNames()));
    assertEquals(id, envelope.getString("MessageId"));
    assertEquals("say \"hi\"", envelope.getString("Message"));
    assertEquals(
        "http://localhost:4566/?Action=Unsubscribe&SubscriptionArn=" + subscription,
        envelope.getString("UnsubscribeURL"));
    assertEquals(
        new JsonObject().put("bytes", new JsonObject().put("Type", "Binary").put("Value", "AQI=")),
        envelope.getJsonObject("MessageAttributes"));
    assertEquals(Map.of(), message.messageAttributes());
    assertEquals("group", message.attributes().get("MessageGroupId"));
  }

  @Test
  void rawDeliveryPassesTheMessageAndItsAttributes() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    Map<String, MessageAttribute> attributes =
        Map.of("a", MessageAttribute.ofText("String.Array", "[1]"));
    await(fixture.topics.publish(new Publish(topic, "hello", attributes)));
    Message message = fixture.receive("q").get(0);
    assertEquals("hello", message.body());
    assertEquals(attributes, message.messageAttributes());
  }

  @Test
  void aStructuredMessageGivesQueuesTheirOwnText() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    for (String text : List.of("{\"default\":\"d\",\"sqs\":\"s\"}", "{\"default\":\"d\"}")) {
      await(
          fixture.topics.publish(
              new Publish(topic, null, null, text, null, "json", Map.of(), null, null)));
    }
    assertEquals(List.of("s", "d"), fixture.receive("q").stream().map(Message::body).toList());
  }

  @Test
  void onlyQueuesWhosePolicyMatchesGetTheMessageAlsoAfterARestart() {
    String topic = fixture.topic("t");
    String red = "{\"color\":[\"red\"]}";
    String ended = fixture.subscribe(topic, fixture.queue("ended"), RAW);
    fixture.subscribe(topic, fixture.queue("all"), RAW);
    fixture.subscribe(
        topic, fixture.queue("red"), Map.of("RawMessageDelivery", "TRUE", "FilterPolicy", red));
    await(fixture.topics.unsubscribe(new Unsubscribe(ended)));
    publish(topic, "1", "red");
    publish(topic, "2", "blue");
    fixture.reopen();
    publish(topic, "3", "red");
    publish(topic, "4", "blue");
    assertEquals(List.of("1", "2", "3", "4"), bodies("all"));
    assertEquals(List.of("1", "3"), bodies("red"));
    assertEquals(List.of(), bodies("ended"));
    assertEquals(2, subscriptions(topic).size());
  }

  @Test
  void aQueueThatIsGoneIsCountedAndKeepsNobodyElseFromTheMessage() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, TopicsFixture.arn("gone"), RAW);
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    publish(topic, "1", "red");
    assertEquals(List.of("1"), bodies("q"));
    assertEquals(1, fixture.topics.statistics().failed());
  }

  @Test
  void aBatchReachesEveryQueueOnce() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, fixture.queue("all"), RAW);
    fixture.subscribe(topic, TopicsFixture.arn("gone"), RAW);
    List<PublishBatch.Entry> entries =
        IntStream.range(0, 10)
            .mapToObj(
                i -> new PublishBatch.Entry("id" + i, "m" + i, null, null, Map.of(), null, null))
            .toList();
    PublishBatch.Result result =
        await(fixture.topics.publishBatch(new PublishBatch(topic, entries)));
    assertEquals(10, result.successful().size());
    assertEquals(List.of(), result.failed());
    assertEquals(
        IntStream.range(0, 10).mapToObj(i -> "m" + i).toList(),
        bodies("all").stream().sorted().toList());
    assertEquals(10, fixture.topics.statistics().failed());
  }

  @Test
  void thePublisherHearsOnItsOwnContextThoughOthersSignAndDeliver() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, fixture.queue("q"), Map.of());
    Publish request = new Publish(topic, "m", Map.of());
    PublishBatch.Entry entry = new PublishBatch.Entry("a", "m", null, null, Map.of(), null, null);
    PublishBatch batch = new PublishBatch(topic, List.of(entry));
    assertHeardByItself(() -> fixture.topics.publish(request));
    assertHeardByItself(() -> fixture.topics.publishBatch(batch));
  }

  private void assertHeardByItself(Supplier<Future<?>> publish) {
    Context context = fixture.vertx.getOrCreateContext();
    Promise<Context> heard = Promise.promise();
    context.runOnContext(
        begun -> publish.get().onComplete(done -> heard.complete(Vertx.currentContext())));
    assertSame(context, await(heard.future()));
  }

  @Test
  void aThousandQueuesAllGetTheMessageWhichIsStoredOnce() {
    String topic = fixture.topic("t");
    List<String> queues = IntStream.range(0, 1_000).mapToObj(i -> "q" + i).toList();
    queues.forEach(queue -> fixture.subscribe(topic, fixture.queue(queue), RAW));
    publish(topic, "1", "red");
    assertEquals(
        1L, await(fixture.store.count(Table.of("shared"), Key.first(0), Key.of(Long.MAX_VALUE))));
    queues.forEach(queue -> assertEquals(List.of("1"), bodies(queue)));
    List<Subscription> listed = subscriptions(topic);
    assertEquals(queues.size(), listed.size());
    assertEquals(TopicsFixture.arn("q999"), listed.get(999).endpoint());
  }

  @Test
  void topicsAreListedByPageAndApartByAccountAndRegion() {
    List<String> arns = IntStream.range(0, 120).mapToObj(i -> fixture.topic("t" + i)).toList();
    ListTopics.Result first = await(fixture.topics.listTopics(new ListTopics()));
    ListTopics.Result second = await(fixture.topics.listTopics(new ListTopics(first.nextToken())));
    assertEquals(100, first.topics().size());
    assertEquals(0, String.valueOf(first.nextToken()).length() % 4);
    assertEquals(
        first.nextToken(),
        Base64.getEncoder().encodeToString(Base64.getDecoder().decode(first.nextToken())));
    assertEquals(20, second.topics().size());
    assertEquals(null, second.nextToken());
    Topics elsewhere = fixture.topics.as(new Caller("111111111111", "eu-west-1", "http://x"));
    assertEquals(List.of(), await(elsewhere.listTopics(new ListTopics())).topics());
    BrokerException refusal =
        assertThrows(
            BrokerException.class,
            () -> await(elsewhere.publish(new Publish(arns.get(0), "m", Map.of()))));
    assertEquals("Invalid parameter: TopicArn", refusal.sentence());
  }

  @Test
  void aDeletedTopicIsGoneWithItsSubscriptions() {
    String topic = fixture.topic("t");
    fixture.subscribe(topic, fixture.queue("q"), RAW);
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    BrokerException refusal = assertThrows(BrokerException.class, () -> publish(topic, "m", "red"));
    assertEquals(TopicError.NOT_FOUND, refusal.code());
    fixture.topic("t");
    fixture.reopen();
    assertEquals(List.of(), subscriptions(topic));
  }

  private void publish(String topic, String text, String color) {
    await(
        fixture.topics.publish(
            new Publish(topic, text, Map.of("color", MessageAttribute.string(color)))));
  }

  private List<String> bodies(String queue) {
    return fixture.receive(queue).stream().map(Message::body).toList();
  }

  private List<Subscription> subscriptions(String topic) {
    List<Subscription> all = new ArrayList<>();
    String token = null;
    do {
      ListSubscriptionsByTopic.Result page =
          await(
              fixture.topics.listSubscriptionsByTopic(new ListSubscriptionsByTopic(topic, token)));
      all.addAll(page.subscriptions());
      token = page.nextToken();
    } while (token != null);
    return all;
  }
}
