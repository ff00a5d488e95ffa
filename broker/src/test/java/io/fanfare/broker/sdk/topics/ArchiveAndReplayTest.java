package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** A FIFO topic with an archive brings a subscription what was published before. */
@OnEveryBroker
final class ArchiveAndReplayTest {

  private static final String INVALID = "InvalidParameter";
  private static final String PREFIX = "Invalid parameter: Attributes Reason: ";
  private static final String REPLAY =
      "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}";
  private static final Map<String, String> ARCHIVE =
      Map.of(
          "ContentBasedDeduplication", "true",
          "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");

  private final Tenant tenant;

  ArchiveAndReplayTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aReplayedMessageIsTheOriginalAndSaysThatItIsReplayed() {
    FifoTopic topic = FifoTopic.with(tenant, ARCHIVE);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    PublishResponse original = topic.publish("g", "hello");
    topic.subscribe(queue.arn(), Map.of("ReplayPolicy", REPLAY));
    JsonObject envelope = new JsonObject(tenant.awaitOne(queue.url()).body());
    assertEquals(original.messageId(), envelope.getString("MessageId"));
    assertEquals(original.sequenceNumber(), envelope.getString("SequenceNumber"));
    assertEquals("hello", envelope.getString("Message"));
    assertEquals(
        new JsonObject("{\"Replayed\":{\"Type\":\"String\",\"Value\":\"true\"}}"),
        envelope.getJsonObject("MessageAttributes"));
  }

  @Test
  void liveMessagesFollowUponTheReplayedOnes() {
    FifoTopic topic = FifoTopic.with(tenant, ARCHIVE);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    List<String> published = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      published.add("m" + i);
      topic.publish("g", "m" + i);
      if (i == 20) {
        topic.subscribe(queue.arn(), Map.of("ReplayPolicy", REPLAY, "RawMessageDelivery", "true"));
      }
    }
    List<String> received = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> receiveAndDelete(queue, received) == published.size());
    assertEquals(published, received);
  }

  @Test
  void anArchiveBelongsToAFifoTopic() {
    assertRefused(
        INVALID,
        PREFIX + "Unknown attribute ArchivePolicy",
        () ->
            tenant.sns.createTopic(
                c -> c.name(tenant.newName()).attributes(Map.of("ArchivePolicy", "{}"))));
    assertRefused(
        INVALID,
        PREFIX
            + "ArchivePolicy: MessageRetentionPeriod must be a whole number of days from 1 to"
            + " 365",
        () ->
            FifoTopic.with(
                tenant, Map.of("ArchivePolicy", "{\"MessageRetentionPeriod\":\"366\"}")));
  }

  @Test
  void aReplayNeedsAnArchive() {
    for (Map<String, String> attributes :
        List.of(Map.<String, String>of(), Map.of("ArchivePolicy", "{}"))) {
      FifoTopic topic = FifoTopic.with(tenant, attributes);
      Refusal refusal =
          Refusal.of(
              () ->
                  topic.subscribe(
                      FifoQueue.with(tenant, Map.of()).arn(), Map.of("ReplayPolicy", REPLAY)));
      assertEquals(INVALID, refusal.code());
    }
  }

  @Test
  void aLiveSubscriptionMayAskForAReplay() {
    FifoTopic topic = FifoTopic.with(tenant, ARCHIVE);
    FifoQueue queue = FifoQueue.with(tenant, Map.of());
    String subscription = topic.subscribe(queue.arn());
    topic.publish("g", "a");
    queue.delete(tenant.receiveOne(queue.url()));
    tenant.sns.setSubscriptionAttributes(
        s -> s.subscriptionArn(subscription).attributeName("ReplayPolicy").attributeValue(REPLAY));
    assertEquals("a", tenant.awaitOne(queue.url()).body());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> attributes(subscription).get("ReplayStatus"), "Completed"::equals);
    assertEquals(REPLAY, attributes(subscription).get("ReplayPolicy"));
  }

  @Test
  void anArchiveTellsSinceWhenItIsActive() {
    FifoTopic topic = FifoTopic.with(tenant, ARCHIVE);
    Map<String, String> shown =
        tenant.sns.getTopicAttributes(g -> g.topicArn(topic.arn())).attributes();
    assertEquals(ARCHIVE.get("ArchivePolicy"), shown.get("ArchivePolicy"));
    assertTrue(String.valueOf(shown.get("BeginningArchiveTime")).matches("[0-9-]{10}T[0-9:.]+Z"));
    assertEquals("true", shown.get("ContentBasedDeduplication"));
    tenant.sns.setTopicAttributes(
        s -> s.topicArn(topic.arn()).attributeName("ArchivePolicy").attributeValue("{}"));
    assertFalse(
        tenant
            .sns
            .getTopicAttributes(g -> g.topicArn(topic.arn()))
            .attributes()
            .containsKey("ArchivePolicy"));
    tenant.sns.deleteTopic(d -> d.topicArn(topic.arn()));
  }

  @Test
  void aTopicWithAnActiveArchiveIsNotDeleted() {
    FifoTopic topic = FifoTopic.with(tenant, ARCHIVE);
    Refusal refusal = Refusal.of(() -> tenant.sns.deleteTopic(d -> d.topicArn(topic.arn())));
    assertEquals("InvalidState", refusal.code());
    assertFalse(topic.publish("g", "still there").messageId().isEmpty());
  }

  private Map<String, String> attributes(String subscription) {
    return tenant.sns.getSubscriptionAttributes(g -> g.subscriptionArn(subscription)).attributes();
  }

  private int receiveAndDelete(FifoQueue queue, List<String> received) {
    for (Message message : tenant.receive(queue.url())) {
      received.add(message.body());
      queue.delete(message);
    }
    return received.size();
  }
}
