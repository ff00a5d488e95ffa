package io.fanfare.broker.sdk.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a FIFO topic knows and in what order it goes on after a restart. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class FifoTopicRestartTest {

  private static final Map<String, String> ARCHIVE =
      Map.of("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();

  FifoTopicRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void aDuplicateIsStillAnsweredAsTheOriginal() {
    List<PublishResponse> published = new ArrayList<>();
    during((topic, queue) -> published.add(topic.publish("g", "a", "d")));
    during(
        (topic, queue) -> {
          published.add(topic.publish("g", "b", "d"));
          assertEquals(List.of("a"), queue.receiveBodies());
        });
    assertEquals(published.get(0).messageId(), published.get(1).messageId());
    assertEquals(published.get(0).sequenceNumber(), published.get(1).sequenceNumber());
  }

  @Test
  void numbersGoOnRisingAndMessagesKeepTheirOrder() {
    List<String> numbers = new ArrayList<>();
    during((topic, queue) -> numbers.add(topic.publish("g", "a", "1").sequenceNumber()));
    during(
        (topic, queue) -> {
          numbers.add(topic.publish("g", "b", "2").sequenceNumber());
          assertEquals(List.of("a", "b"), queue.receiveBodies());
        });
    assertTrue(numbers.get(0).compareTo(numbers.get(1)) < 0);
  }

  @Test
  void theArchiveIsStillThere() {
    during((topic, queue) -> topic.publish("g", "a", "1"));
    during((topic, queue) -> topic.publish("g", "b", "2"));
    during(
        (topic, queue) -> {
          FifoQueue late = FifoQueue.named(topic.tenant(), "late.fifo", Map.of());
          topic.subscribe(
              late.arn(),
              Map.of(
                  "RawMessageDelivery",
                  "true",
                  "ReplayPolicy",
                  "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}"));
          List<String> received = new ArrayList<>();
          while (received.size() < 2) {
            for (Message message : topic.tenant().receive(late.url(), 20)) {
              received.add(message.body());
              late.delete(message);
            }
          }
          assertEquals(List.of("a", "b"), received);
        });
  }

  /** Runs a broker while {@code act} lasts, always on the same data, topic and queue. */
  private void during(BiConsumer<FifoTopic, FifoQueue> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      Tenant tenant = new Tenant(deployment.name(), broker.endpoint(), account);
      FifoTopic topic = FifoTopic.named(tenant, "t.fifo", ARCHIVE);
      FifoQueue queue = FifoQueue.named(tenant, "q.fifo", Map.of());
      topic.subscribe(queue.arn());
      act.accept(topic, queue);
    }
  }
}
