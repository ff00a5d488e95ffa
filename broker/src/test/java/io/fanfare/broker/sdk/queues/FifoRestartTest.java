package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The order, the locks and the memory of a FIFO queue hold after a restart. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class FifoRestartTest {

  private static final int LONG = 600;
  private static final Map<String, String> BY_CONTENT = Map.of("ContentBasedDeduplication", "true");

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();

  FifoRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void theScopeInUseStaysThatOfTheCreation() {
    during(
        Map.of("DeduplicationScope", "messageGroup"),
        queue -> queue.set("DeduplicationScope", "queue"));
    during(
        Map.of("DeduplicationScope", "queue"),
        queue ->
            assertNotEquals(
                queue.sendTo("g1", "a", "d").messageId(),
                queue.sendTo("g2", "a", "d").messageId()));
  }

  @Test
  void eachGroupKeepsItsOrder() {
    during(BY_CONTENT, queue -> queue.send("g1-m1", "g2-m1", "g1-m2", "g3-m1"));
    during(BY_CONTENT, queue -> queue.send("g2-m2", "g1-m3"));
    during(
        BY_CONTENT,
        queue -> {
          List<String> received = queue.receiveBodies();
          assertEquals(6, received.size());
          assertEquals(List.of("g1-m1", "g1-m2", "g1-m3"), ofGroup("g1", received));
          assertEquals(List.of("g2-m1", "g2-m2"), ofGroup("g2", received));
        });
  }

  @Test
  void aLockedGroupStaysLockedUntilItsMessageIsDeleted() {
    List<Message> inFlight = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          queue.send("g1-m1", "g1-m2", "g2-m1");
          inFlight.addAll(queue.receive(1, LONG));
        });
    during(
        BY_CONTENT,
        queue -> {
          assertEquals("2+0+1", queue.counts());
          assertEquals(List.of("g2-m1"), queue.receiveBodies());
          queue.delete(inFlight.get(0));
          assertEquals(List.of("g1-m2"), queue.receiveBodies());
        });
  }

  @Test
  void anExtendedLeaseStaysExtended() {
    List<Message> inFlight = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          queue.send("g1-m1", "g1-m2");
          inFlight.addAll(queue.receive(1, 5));
          queue.change(inFlight.get(0), LONG);
        });
    during(
        BY_CONTENT,
        queue -> {
          assertEquals(List.of(), bodies(queue.tenant().receive(queue.url(), 6)));
          queue.release(inFlight.get(0));
          assertEquals(List.of("g1-m1", "g1-m2"), queue.receiveBodies());
        });
  }

  @Test
  void anExpiredHandleStaysExpired() {
    List<Message> expired = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          queue.send("g-a");
          expired.addAll(queue.receive(1, 1));
          assertEquals(List.of("g-a"), bodies(queue.tenant().receive(queue.url(), 20)));
        });
    during(
        BY_CONTENT,
        queue -> {
          Refusal refusal = Refusal.of(() -> queue.delete(expired.get(0)));
          assertTrue(refusal.sentence().endsWith("The receipt handle has expired."));
        });
  }

  @Test
  void aMessageIsStillKnownAgain() {
    List<SendMessageResponse> first = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          first.add(queue.sendTo("g", "deleted", null));
          queue.delete(queue.receive(1, LONG).get(0));
          first.add(queue.sendTo("g", "by-id", "d"));
        });
    during(
        BY_CONTENT,
        queue -> {
          assertSame(first.get(0), queue.sendTo("g", "deleted", null));
          assertSame(first.get(1), queue.sendTo("h", "by id again", "d"));
          assertEquals("1+0+0", queue.counts());
        });
  }

  @Test
  void aMessageIsStillKnownAgainInItsGroup() {
    Map<String, String> perGroup = Map.of("DeduplicationScope", "messageGroup");
    List<SendMessageResponse> first = new ArrayList<>();
    during(perGroup, queue -> first.add(queue.sendTo("g1", "a", "d")));
    during(
        perGroup,
        queue -> {
          assertSame(first.get(0), queue.sendTo("g1", "a", "d"));
          assertNotEquals(first.get(0).messageId(), queue.sendTo("g2", "a", "d").messageId());
        });
  }

  @Test
  void whatAPurgeForgotStaysForgotten() {
    List<SendMessageResponse> first = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          first.add(queue.sendTo("g", "a", "d"));
          queue.tenant().sqs.purgeQueue(p -> p.queueUrl(queue.url()));
        });
    during(
        BY_CONTENT,
        queue -> {
          assertNotEquals(first.get(0).messageId(), queue.sendTo("g", "a", "d").messageId());
          assertEquals("1+0+0", queue.counts());
        });
  }

  @Test
  void sequenceNumbersGoOnRising() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String body = "m" + i;
      during(BY_CONTENT, queue -> numbers.add(queue.sendTo("g", body, null).sequenceNumber()));
    }
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void whatAReceiverSeesStaysTheSame() {
    List<Message> received = new ArrayList<>();
    during(
        BY_CONTENT,
        queue -> {
          queue.sendTo("g", "a", "d");
          received.addAll(queue.receive(1, 0));
        });
    during(
        BY_CONTENT,
        queue -> {
          Map<String, String> before = received.get(0).attributesAsStrings();
          Map<String, String> after = queue.receive(1, 0).get(0).attributesAsStrings();
          for (String kept :
              List.of(
                  "SequenceNumber", "MessageGroupId", "MessageDeduplicationId", "SentTimestamp")) {
            assertEquals(before.get(kept), after.get(kept), kept);
          }
          assertEquals("2", after.get("ApproximateReceiveCount"));
        });
  }

  @Test
  void aDelayOfTheQueueGoesOn() {
    Map<String, String> delayed =
        Map.of("ContentBasedDeduplication", "true", "DelaySeconds", "900");
    during(delayed, queue -> queue.send("g1-m1", "g1-m2"));
    during(
        delayed,
        queue -> {
          assertEquals("0+2+0", queue.counts());
          queue.set("DelaySeconds", "0");
          assertEquals(List.of("g1-m1", "g1-m2"), bodies(queue.tenant().receive(queue.url(), 20)));
        });
  }

  private static List<String> ofGroup(String group, List<String> bodies) {
    return bodies.stream().filter(body -> body.startsWith(group + "-")).toList();
  }

  private static void assertSame(SendMessageResponse one, SendMessageResponse other) {
    assertEquals(one.messageId(), other.messageId());
    assertEquals(one.sequenceNumber(), other.sequenceNumber());
  }

  /** Runs a broker while {@code act} lasts, always on the same data and with the same queue. */
  private void during(Map<String, String> attributes, Consumer<FifoQueue> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      Tenant tenant = new Tenant(deployment.name(), broker.endpoint(), account);
      act.accept(FifoQueue.named(tenant, "q.fifo", attributes));
    }
  }
}
