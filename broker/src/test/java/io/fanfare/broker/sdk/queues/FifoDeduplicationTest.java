package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What is sent again within five minutes is answered as before, and is not there twice. */
@OnEveryBroker
final class FifoDeduplicationTest {

  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private final Tenant tenant;
  private final FifoQueue byId;
  private final FifoQueue byContent;

  FifoDeduplicationTest(Tenant tenant) {
    this.tenant = tenant;
    byId = FifoQueue.with(tenant, Map.of());
    byContent = FifoQueue.byContent(tenant);
  }

  @Test
  void aDuplicateIsAnsweredWithTheFirstMessage() {
    SendMessageResponse first = byId.sendTo("g", "first", "d");
    SendMessageResponse second = byId.sendTo("g", "second", "d");
    assertSame(first, second);
    assertEquals("8b04d5e3775d298e78455efc5ca404d5", first.md5OfMessageBody());
    assertEquals("a9f0e61a137d86aa9db53465e0801612", second.md5OfMessageBody());
    assertEquals(List.of("first"), byId.receiveBodies());
  }

  @Test
  void theDigestsOfADuplicateAreThoseOfTheNewRequest() {
    byId.sendTo("g", "a", "d");
    SendMessageResponse second =
        tenant.sqs.sendMessage(
            s ->
                s.queueUrl(byId.url())
                    .messageGroupId("g")
                    .messageBody("a")
                    .messageDeduplicationId("d")
                    .messageAttributes(Map.of("k", Attributes.string("v"))));
    assertNotEquals(null, second.md5OfMessageAttributes());
    assertTrue(tenant.receiveOne(byId.url()).messageAttributes().isEmpty());
  }

  @Test
  void anIdCountsInTheWholeQueue() {
    assertSame(byId.sendTo("g1", "a", "d"), byId.sendTo("g2", "b", "d"));
    assertEquals("1+0+0", byId.counts());
  }

  @Test
  void anIdCountsInItsGroupIfTheQueueSaysSo() {
    FifoQueue perGroup = FifoQueue.with(tenant, Map.of("DeduplicationScope", "messageGroup"));
    SendMessageResponse first = perGroup.sendTo("g1", "a", "d");
    assertDifferent(first, perGroup.sendTo("g2", "b", "d"));
    assertSame(first, perGroup.sendTo("g1", "c", "d"));
    assertEquals("2+0+0", perGroup.counts());
  }

  @Test
  void bodiesCountInTheirGroupsIfTheQueueSaysSo() {
    FifoQueue perGroup =
        FifoQueue.with(
            tenant,
            Map.of(
                "ContentBasedDeduplication", "true",
                "DeduplicationScope", "messageGroup",
                "FifoThroughputLimit", "perMessageGroupId"));
    SendMessageResponse first = perGroup.sendTo("g1", "a", null);
    assertDifferent(first, perGroup.sendTo("g2", "a", null));
    assertSame(first, perGroup.sendTo("g1", "a", null));
  }

  @Test
  void aMessageIsKnownAgainAfterItWasReceivedAndDeleted() {
    SendMessageResponse first = byId.sendTo("g", "a", "d");
    Message received = tenant.receiveOne(byId.url());
    assertSame(first, byId.sendTo("g", "a", "d"));
    byId.delete(received);
    assertSame(first, byId.sendTo("g", "a", "d"));
    assertEquals("0+0+0", byId.counts());
  }

  @Test
  void aBodyIsKnownAgainWhateverItsAttributesAre() {
    SendMessageResponse first = byContent.sendTo("g", "a", null);
    SendMessageResponse second =
        tenant.sqs.sendMessage(
            s ->
                s.queueUrl(byContent.url())
                    .messageGroupId("g")
                    .messageBody("a")
                    .messageAttributes(Map.of("k", Attributes.string("v"))));
    assertSame(first, second);
    assertDifferent(first, byContent.sendTo("g", "A", null));
  }

  @Test
  void anIdCountsMoreThanTheBody() {
    SendMessageResponse first = byContent.sendTo("g", "a", "d1");
    assertDifferent(first, byContent.sendTo("g", "a", "d2"));
    assertDifferent(first, byContent.sendTo("g", "a", null));
    assertSame(first, byContent.sendTo("g", "b", "d1"));
    assertEquals("3+0+0", byContent.counts());
  }

  @Test
  void theHashOfABodyIsItsId() {
    assertSame(
        byContent.sendTo("g", "hello", null), byContent.sendTo("g", "other", SHA256_OF_HELLO));
  }

  @Test
  void anIdIsReadInItsCase() {
    assertDifferent(byId.sendTo("g", "a", "d"), byId.sendTo("g", "a", "D"));
  }

  @Test
  void aBatchHasItsDuplicatesTooAndEachSucceeds() {
    SendMessageResponse before = byContent.sendTo("g", "a", null);
    SendMessageBatchResponse response =
        tenant.sqs.sendMessageBatch(
            s ->
                s.queueUrl(byContent.url())
                    .entries(
                        FifoQueue.entry("1", "g", "a"),
                        FifoQueue.entry("2", "g", "b"),
                        FifoQueue.entry("3", "g", "b")));
    assertEquals(List.of("1", "2", "3"), response.successful().stream().map(e -> e.id()).toList());
    var answers = response.successful();
    assertEquals(before.messageId(), answers.get(0).messageId());
    assertEquals(before.sequenceNumber(), answers.get(0).sequenceNumber());
    assertEquals(answers.get(1).messageId(), answers.get(2).messageId());
    assertEquals(answers.get(1).sequenceNumber(), answers.get(2).sequenceNumber());
    assertEquals(List.of("a", "b"), byContent.receiveBodies());
  }

  @Test
  void aBatchThatIsRepeatedChangesNothing() {
    List<SendMessageBatchRequestEntry> entries =
        List.of(FifoQueue.entry("1", "g", "a"), FifoQueue.entry("2", "g", "b"));
    var first = tenant.sqs.sendMessageBatch(s -> s.queueUrl(byContent.url()).entries(entries));
    var second = tenant.sqs.sendMessageBatch(s -> s.queueUrl(byContent.url()).entries(entries));
    assertEquals(first.successful(), second.successful());
    assertEquals("2+0+0", byContent.counts());
  }

  @Test
  void aDuplicateThatWaitsBehindALockIsOneStill() {
    SendMessageResponse first = byId.sendTo("g", "a", "d1");
    byId.receive(1, 600);
    SendMessageResponse second = byId.sendTo("g", "b", "d2");
    assertSame(first, byId.sendTo("g", "a", "d1"));
    assertSame(second, byId.sendTo("g", "b", "d2"));
    assertEquals("1+0+1", byId.counts());
  }

  @Test
  void aPurgeForgets() {
    SendMessageResponse first = byId.sendTo("g", "a", "d");
    tenant.sqs.purgeQueue(p -> p.queueUrl(byId.url()));
    SendMessageResponse second = byId.sendTo("g", "a", "d");
    assertDifferent(first, second);
    assertEquals(second.messageId(), tenant.receiveOne(byId.url()).messageId());
  }

  @Test
  void queuesDoNotKnowEachOthersMessages() {
    FifoQueue other = FifoQueue.with(tenant, Map.of());
    assertNotEquals(
        byId.sendTo("g", "a", "d").messageId(), other.sendTo("g", "a", "d").messageId());
    assertEquals("1+0+0", other.counts());
  }

  @ParameterizedTest
  @CsvSource({"queue, messageGroup, true", "messageGroup, queue, false"})
  void aLaterChangeOfTheScopeHasNoEffect(String created, String changed, boolean known) {
    FifoQueue queue = FifoQueue.with(tenant, Map.of("DeduplicationScope", created));
    queue.set("DeduplicationScope", changed);
    boolean duplicate =
        queue.sendTo("g1", "a", "d").messageId().equals(queue.sendTo("g2", "a", "d").messageId());
    assertEquals(known, duplicate);
  }

  @Test
  void whetherBodiesCountMayBeChanged() {
    byId.set("ContentBasedDeduplication", "true");
    assertSame(byId.sendTo("g", "a", null), byId.sendTo("g", "a", null));
    byId.set("ContentBasedDeduplication", "false");
    assertEquals("InvalidParameterValue", Refusal.of(() -> byId.sendTo("g", "a", null)).code());
    assertEquals(List.of("a"), bodies(tenant.receive(byId.url())));
  }

  private static void assertSame(SendMessageResponse one, SendMessageResponse other) {
    assertEquals(one.messageId(), other.messageId());
    assertEquals(one.sequenceNumber(), other.sequenceNumber());
  }

  private static void assertDifferent(SendMessageResponse one, SendMessageResponse other) {
    assertNotEquals(one.messageId(), other.messageId());
    assertTrue(one.sequenceNumber().compareTo(other.sequenceNumber()) < 0);
  }
}
