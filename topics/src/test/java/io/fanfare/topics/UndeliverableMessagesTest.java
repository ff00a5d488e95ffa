package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a message that a topic has taken and that no queue takes raw. */
class UndeliverableMessagesTest {

  private static final TopicStatistics.Pushes NO_PUSHES = new TopicStatistics.Pushes(0, 0, 0, 0);

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final Map<String, MessageAttribute> NO_NUMBER =
      Map.of("n", MessageAttribute.number("one"));
  private static final String NOT_A_NUMBER =
      "Can't cast the value of message (user) attribute 'n' to a number.";

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.topic("t");

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Arguments> unfit() {
    Map<String, MessageAttribute> eleven =
        IntStream.range(0, 11)
            .boxed()
            .collect(Collectors.toMap(i -> "a" + i, i -> MessageAttribute.string("v")));
    return Stream.of(
        Arguments.of(
            "m", eleven, "Number of message attributes [11] exceeds the allowed maximum [10]."),
        Arguments.of(
            "m",
            Map.of("AWS.SNS.SMS.SMSType", MessageAttribute.string("Transactional")),
            "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings"
                + " are reserved for internal use."),
        Arguments.of("m", NO_NUMBER, NOT_A_NUMBER),
        Arguments.of("m", Map.of("n", MessageAttribute.number("100e2147483647")), NOT_A_NUMBER));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void itIsDeadLetteredInItsEnvelopeWithTheReason(
      String text, Map<String, MessageAttribute> attributes, String reason) {
    fixture.queue("dead");
    String subscription = fixture.subscribe(topic, fixture.queue("q"), rawAndRedriven("dead"));
    String id = await(fixture.topics.publish(new Publish(topic, text, attributes))).messageId();
    assertEquals(List.of(), fixture.drain("q"));
    Message dead = fixture.drain("dead").get(0);
    assertEquals(
        Map.of(
            "ErrorCode", MessageAttribute.number("400"),
            "ErrorMessage", MessageAttribute.string(reason)),
        dead.messageAttributes());
    JsonObject envelope = new JsonObject(dead.body());
    assertEquals(id, envelope.getString("MessageId"));
    assertEquals(text, envelope.getString("Message"));
    assertEquals(
        attributes.keySet(), envelope.getJsonObject("MessageAttributes").getMap().keySet());
    assertTrue(envelope.containsKey("Signature"), envelope::encode);
    assertTrue(envelope.getString("UnsubscribeURL").endsWith("=" + subscription), dead::body);
    assertEquals(new TopicStatistics(1, 0, 1, 0, 0, NO_PUSHES), fixture.topics.statistics());
    assertEquals(null, state(subscription));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void withoutADeadLetterQueueItIsCountedAndShown(
      String text, Map<String, MessageAttribute> attributes, String reason) {
    String subscription = fixture.subscribe(topic, fixture.queue("q"), RAW);
    await(fixture.topics.publish(new Publish(topic, text, attributes)));
    assertEquals(List.of(), fixture.drain("q"));
    assertEquals(new TopicStatistics(1, 0, 0, 1, 0, NO_PUSHES), fixture.topics.statistics());
    JsonObject state = new JsonObject(String.valueOf(state(subscription)));
    assertTrue(state.getString("lastFailed").endsWith("Z"), state::encode);
    state.remove("lastFailed");
    assertEquals(
        new JsonObject().put("state", "failing").put("failed", 1).put("lastReason", reason), state);
  }

  @Test
  void whatIsLostIsShownUntilTheSubscriptionEnds() {
    String subscription = fixture.subscribe(topic, fixture.queue("q"), RAW);
    await(fixture.topics.publish(new Publish(topic, "1", NO_NUMBER)));
    await(fixture.topics.publish(new Publish(topic, "2", Map.of())));
    await(fixture.topics.publish(new Publish(topic, "3", Map.of())));
    JsonObject state = new JsonObject(String.valueOf(state(subscription)));
    assertEquals("delivering", state.getString("state"));
    assertEquals(1, state.getInteger("failed"));
    await(fixture.topics.unsubscribe(new Unsubscribe(subscription)));
    assertEquals(null, state(fixture.subscribe(topic, TopicsFixture.arn("q"), RAW)));
  }

  @Test
  void anEnvelopeHoldsWhatNoQueueTakesRaw() {
    fixture.subscribe(topic, fixture.queue("q"), Map.of());
    await(fixture.topics.publish(new Publish(topic, "m", NO_NUMBER)));
    assertEquals(1, fixture.drain("q").size());
  }

  @Test
  void aMessageThatItsQueueMayTakeIsDeadLetteredRaw() {
    fixture.queue("dead");
    fixture.subscribe(topic, TopicsFixture.arn("gone"), rawAndRedriven("dead"));
    Map<String, MessageAttribute> attributes = Map.of("n", MessageAttribute.number("1"));
    await(fixture.topics.publish(new Publish(topic, "m", attributes)));
    Message dead = fixture.drain("dead").get(0);
    assertEquals("m", dead.body());
    assertEquals(attributes, dead.messageAttributes());
  }

  @Test
  void aBatchLosesOnlyTheMessageThatIsUnfit() {
    fixture.queue("dead");
    fixture.subscribe(topic, fixture.queue("q"), rawAndRedriven("dead"));
    List<PublishBatch.Entry> entries =
        IntStream.range(0, 3)
            .mapToObj(i -> entry("m" + i, i == 1 ? NO_NUMBER : Map.of(), null))
            .toList();
    await(fixture.topics.publishBatch(new PublishBatch(topic, entries)));
    assertEquals(
        List.of("m0", "m2"), fixture.drain("q").stream().map(Message::body).sorted().toList());
    assertEquals(1, fixture.drain("dead").size());
  }

  @Test
  void aFifoTopicKeepsGroupAndOrderOfDeadLettersAndSignsNone() {
    String fifo = fixture.fifoTopic("t.fifo", Map.of("ContentBasedDeduplication", "true"));
    fixture.fifoQueue("dead.fifo");
    fixture.subscribe(fifo, fixture.fifoQueue("q.fifo"), rawAndRedriven("dead.fifo"));
    List<PublishBatch.Entry> entries =
        IntStream.range(0, 5).mapToObj(i -> entry("m" + i, NO_NUMBER, "g")).toList();
    await(fixture.topics.publishBatch(new PublishBatch(fifo, entries)));
    List<Message> dead = fixture.drain("dead.fifo");
    List<JsonObject> envelopes = dead.stream().map(one -> new JsonObject(one.body())).toList();
    assertEquals(
        List.of("m0", "m1", "m2", "m3", "m4"),
        envelopes.stream().map(envelope -> envelope.getString("Message")).toList());
    assertEquals("g", dead.get(0).attributes().get("MessageGroupId"));
    assertEquals(false, envelopes.get(0).containsKey("Signature"));
  }

  private static PublishBatch.Entry entry(
      String text, Map<String, MessageAttribute> attributes, @Nullable String group) {
    return new PublishBatch.Entry(text, text, null, null, attributes, null, group);
  }

  private static Map<String, String> rawAndRedriven(String deadLetterQueue) {
    Map<String, String> attributes = new HashMap<>(RAW);
    attributes.put(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + TopicsFixture.arn(deadLetterQueue) + "\"}");
    return attributes;
  }

  private @Nullable String state(String subscription) {
    return await(
            fixture.topics.getSubscriptionAttributes(new GetSubscriptionAttributes(subscription)))
        .attributes()
        .get("DeliveryState");
  }
}
