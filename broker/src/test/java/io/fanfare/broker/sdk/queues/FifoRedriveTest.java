package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What a FIFO queue gives up goes to a FIFO queue, and its group goes on without it. */
@OnEveryBroker
final class FifoRedriveTest {

  private static final int LONG = 600;

  private final Tenant tenant;
  private final FifoQueue deadLetters;
  private final FifoQueue source;

  FifoRedriveTest(Tenant tenant) {
    this.tenant = tenant;
    deadLetters = FifoQueue.byContent(tenant);
    source = sourceOf(deadLetters, 1);
  }

  @Test
  void theReceiveThatIsOneTooManyMovesTheMessage() {
    tenant.sqs.sendMessage(
        s ->
            s.queueUrl(source.url())
                .messageBody("poison")
                .messageGroupId("g")
                .messageDeduplicationId("d")
                .messageAttributes(Map.of("k", Attributes.string("x"))));
    Message received = tenant.receiveOne(source.url());
    assertEquals("d", received.attributesAsStrings().get("MessageDeduplicationId"));
    source.release(received);
    assertEquals(List.of(), source.receiveBodies());
    Message moved = tenant.awaitOne(deadLetters.url());
    assertEquals(received.messageId(), moved.messageId());
    assertEquals(received.body(), moved.body());
    assertEquals(received.messageAttributes(), moved.messageAttributes());
    Map<String, String> before = received.attributesAsStrings();
    Map<String, String> after = moved.attributesAsStrings();
    for (String kept :
        List.of(
            "SenderId", "SentTimestamp", "ApproximateFirstReceiveTimestamp", "MessageGroupId")) {
      assertEquals(before.get(kept), after.get(kept), kept);
    }
    assertEquals("2", after.get("ApproximateReceiveCount"));
    assertEquals(source.arn(), after.get("DeadLetterQueueSourceArn"));
    assertEquals(received.messageId(), after.get("MessageDeduplicationId"));
    assertTrue(String.valueOf(after.get("SequenceNumber")).matches("[0-9]{20}"));
    assertEquals("0+0+0", source.counts());
  }

  @Test
  void theNextMessageOfTheGroupIsAvailable() {
    source.send("g-poison", "g-good");
    source.release(source.receive(1, LONG).get(0));
    assertEquals(List.of("g-good"), bodies(receiveSome(source)));
    assertEquals("g-poison", tenant.awaitOne(deadLetters.url()).body());
  }

  @Test
  void aGroupIsLockedWhileItsMessageMayYetSucceed() {
    FifoQueue patient = sourceOf(deadLetters, 3);
    patient.send("g-poison", "g-good");
    for (int i = 0; i < 3; i++) {
      List<Message> received = patient.receive(1, LONG);
      assertEquals(List.of("g-poison"), bodies(received));
      assertEquals(List.of(), patient.receiveBodies());
      patient.release(received.get(0));
    }
    assertEquals(List.of("g-good"), bodies(receiveSome(patient)));
    assertEquals("g-poison", tenant.awaitOne(deadLetters.url()).body());
  }

  @Test
  void aGroupKeepsItsOrderAmongTheDeadLetters() {
    source.send("g-1", "g-2", "g-3");
    source.receive(10, LONG).forEach(source::release);
    receiveUntilThreeAreDead();
    assertEquals(List.of("g-1"), bodies(deadLetters.receive(1, LONG)));
    assertEquals(List.of(), deadLetters.receiveBodies());
  }

  @Test
  void deadLettersOfOneBodyAreNoDuplicates() {
    source.sendTo("g", "same", "d1");
    source.sendTo("g", "same", "d2");
    deadLetters.sendTo("g", "same", null);
    source.receive(10, LONG).forEach(source::release);
    receiveUntilThreeAreDead();
    assertEquals(List.of("same", "same", "same"), deadLetters.receiveBodies());
  }

  @Test
  void deadLettersNeedNoIdOfTheirOwn() {
    FifoQueue byId = FifoQueue.with(tenant, Map.of());
    FifoQueue other = sourceOf(byId, 1);
    other.send("g-poison");
    other.release(other.receive(1, LONG).get(0));
    assertEquals(List.of(), other.receiveBodies());
    assertEquals("g-poison", tenant.awaitOne(byId.url()).body());
  }

  @Test
  void whatWasGivenUpIsStillKnownAgain() {
    SendMessageResponse first = source.sendTo("g", "poison", "d");
    source.release(source.receive(1, LONG).get(0));
    assertEquals(List.of(), source.receiveBodies());
    tenant.awaitOne(deadLetters.url());
    SendMessageResponse second = source.sendTo("g", "poison", "d");
    assertEquals(first.messageId(), second.messageId());
    assertEquals(first.sequenceNumber(), second.sequenceNumber());
    assertEquals("0+0+0", source.counts());
  }

  @Test
  void otherGroupsAreReceivedWhileOneIsMoved() {
    source.send("g-poison", "h-good");
    source.release(source.receive(1, LONG).get(0));
    assertEquals(List.of("h-good"), bodies(receiveSome(source)));
    assertEquals("g-poison", tenant.awaitOne(deadLetters.url()).body());
  }

  @Test
  void aMovedMessageWakesWhoWaitsForDeadLetters() throws Exception {
    source.send("g-poison");
    source.release(source.receive(1, LONG).get(0));
    Waiting waiting = Waiting.on(tenant, deadLetters.url());
    assertEquals(List.of(), source.receiveBodies());
    assertEquals(List.of("g-poison"), waiting.bodies());
  }

  @Test
  void chainsOfDeadLetterQueuesKeepTheMessageId() {
    FifoQueue last = FifoQueue.byContent(tenant);
    deadLetters.set("RedrivePolicy", policy(last, 2));
    source.send("g-poison");
    Message received = source.receive(1, LONG).get(0);
    source.release(received);
    assertEquals(List.of(), source.receiveBodies());
    deadLetters.release(tenant.awaitOne(deadLetters.url()));
    assertEquals(List.of(), deadLetters.receiveBodies());
    Message moved = tenant.awaitOne(last.url());
    assertEquals(received.messageId(), moved.messageId());
    assertEquals(deadLetters.arn(), moved.attributesAsStrings().get("DeadLetterQueueSourceArn"));
  }

  /** What comes first, in one receive or a while later in the next. */
  private List<Message> receiveSome(FifoQueue queue) {
    List<Message> received = new ArrayList<>(tenant.receive(queue.url()));
    return received.isEmpty() ? tenant.receive(queue.url(), 20) : received;
  }

  /** Each receive may move but the first message of the group, as the others wait for it. */
  private void receiveUntilThreeAreDead() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              assertEquals(List.of(), source.receiveBodies());
              return deadLetters.counts().equals("3+0+0");
            });
  }

  private FifoQueue sourceOf(FifoQueue target, int maxReceiveCount) {
    return FifoQueue.with(
        tenant,
        Map.of(
            "ContentBasedDeduplication", "true", "RedrivePolicy", policy(target, maxReceiveCount)));
  }

  private static String policy(FifoQueue target, int maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\""
        + target.arn()
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }
}
