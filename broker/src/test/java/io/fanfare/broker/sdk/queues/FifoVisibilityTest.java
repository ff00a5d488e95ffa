package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** A receipt handle of a FIFO queue is good until its visibility timeout passes, and no longer. */
@OnEveryBroker
final class FifoVisibilityTest {

  private static final int LONG = 600;

  private final Tenant tenant;
  private final FifoQueue queue;

  FifoVisibilityTest(Tenant tenant) {
    this.tenant = tenant;
    queue = FifoQueue.byContent(tenant);
  }

  @Test
  void eachReceiveHasItsOwnHandle() {
    queue.send("g-a");
    Message first = queue.receive(1, LONG).get(0);
    queue.release(first);
    Message second = queue.receive(1, LONG).get(0);
    assertEquals(first.messageId(), second.messageId());
    assertNotEquals(first.receiptHandle(), second.receiptHandle());
    assertEquals("2", second.attributesAsStrings().get("ApproximateReceiveCount"));
  }

  @Test
  void anExpiredHandleDeletesNothing() {
    Message expired = expired();
    assertInvalid(expiredHandle(expired), () -> queue.delete(expired));
    assertEquals("1+0+0", queue.counts());
  }

  @Test
  void anOlderHandleThatHasExpiredDeletesNothing() {
    Message expired = expired();
    Message again = queue.receive(1, LONG).get(0);
    assertInvalid(expiredHandle(expired), () -> queue.delete(expired));
    assertEquals("0+0+1", queue.counts());
    queue.delete(again);
    assertEquals("0+0+0", queue.counts());
  }

  @Test
  void anExpiredHandleChangesNothing() {
    Message expired = expired();
    assertInvalid(expiredHandle(expired), () -> queue.change(expired, LONG));
    assertEquals("1+0+0", queue.counts());
    queue.receive(1, LONG);
    assertInvalid(expiredHandle(expired), () -> queue.release(expired));
    assertEquals("0+0+1", queue.counts());
  }

  @Test
  void anExtensionProlongsTheHandle() {
    queue.send("g-a");
    Message received = queue.receive(1, 5).get(0);
    queue.change(received, LONG);
    assertEquals(List.of(), bodies(tenant.receive(queue.url(), 7)));
    queue.delete(received);
    assertEquals("0+0+0", queue.counts());
  }

  @Test
  void aShorterTimeoutShortensTheHandle() {
    queue.send("g-a");
    Message received = queue.receive(1, LONG).get(0);
    queue.change(received, 1);
    awaitCounts("1+0+0");
    assertInvalid(expiredHandle(received), () -> queue.delete(received));
  }

  @Test
  void aSecondDeletionSucceeds() {
    queue.send("g-a");
    Message received = queue.receive(1, LONG).get(0);
    queue.delete(received);
    queue.delete(received);
  }

  @Test
  void aHandleOfAPurgedMessageDeletesInSilence() {
    queue.send("g-a");
    Message received = queue.receive(1, LONG).get(0);
    tenant.sqs.purgeQueue(p -> p.queueUrl(queue.url()));
    queue.delete(received);
    assertEquals("0+0+0", queue.counts());
  }

  @Test
  void aPurgeUnlocksTheGroup() {
    queue.send("g-a");
    queue.receive(1, LONG);
    tenant.sqs.purgeQueue(p -> p.queueUrl(queue.url()));
    queue.send("g-b");
    assertEquals(List.of("g-b"), queue.receiveBodies());
  }

  @Test
  void aDeletedMessageCannotBeChanged() {
    queue.send("g-a");
    Message received = queue.receive(1, LONG).get(0);
    queue.delete(received);
    assertInvalid(
        "Value "
            + received.receiptHandle()
            + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not"
            + " available for visibility timeout change.",
        () -> queue.change(received, 10));
  }

  @Test
  void aMessageIsHiddenForTwelveHoursAtTheMost() {
    queue.send("g-a");
    Message received = queue.receive(1, LONG).get(0);
    tenant.receive(queue.url(), 1);
    assertInvalid(
        "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout"
            + " for the message is beyond the limit [43200 seconds]",
        () -> queue.change(received, 43_200));
    queue.change(received, 43_100);
  }

  @Test
  void whatIsNoHandleOfTheQueueIsRefused() {
    assertRefused(
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"garbage\" is not a valid receipt handle.",
        () -> tenant.sqs.deleteMessage(d -> d.queueUrl(queue.url()).receiptHandle("garbage")));
    FifoQueue other = FifoQueue.byContent(tenant);
    other.send("g-a");
    Message received = other.receive(1, LONG).get(0);
    assertEquals("ReceiptHandleIsInvalid", Refusal.of(() -> queue.delete(received)).code());
    assertEquals("0+0+1", other.counts());
  }

  @Test
  void aBatchDeletesWhatItCan() {
    Message expired = expired();
    queue.send("h-b");
    Message hidden = tenant.receive(queue.url()).get(1);
    DeleteMessageBatchResponse response =
        tenant.sqs.deleteMessageBatch(
            d ->
                d.queueUrl(queue.url())
                    .entries(
                        Entries.toDelete("expired", expired.receiptHandle()),
                        Entries.toDelete("garbage", "garbage"),
                        Entries.toDelete("ok", hidden.receiptHandle())));
    assertEquals(List.of("ok"), response.successful().stream().map(e -> e.id()).toList());
    BatchResultErrorEntry failed = failureOf("expired", response.failed());
    assertEquals("InvalidParameterValue", failed.code());
    assertEquals(expiredHandle(expired), failed.message());
    assertEquals("ReceiptHandleIsInvalid", failureOf("garbage", response.failed()).code());
    assertEquals("0+0+1", queue.counts());
  }

  @Test
  void aBatchChangesWhatItCan() {
    Message expired = expired();
    queue.send("h-b");
    Message hidden = tenant.receive(queue.url()).get(1);
    var response =
        tenant.sqs.changeMessageVisibilityBatch(
            c ->
                c.queueUrl(queue.url())
                    .entries(
                        Entries.toChange("expired", expired.receiptHandle(), 0),
                        Entries.toChange("ok", hidden.receiptHandle(), 0)));
    assertEquals(List.of("ok"), response.successful().stream().map(e -> e.id()).toList());
    assertEquals(expiredHandle(expired), failureOf("expired", response.failed()).message());
    assertEquals("1+0+1", queue.counts());
  }

  /** A message whose lease has ended, and which is visible again. */
  private Message expired() {
    queue.send("g-a");
    Message received = queue.receive(1, 1).get(0);
    awaitCounts("1+0+0");
    return received;
  }

  private void awaitCounts(String counts) {
    await().atMost(Duration.ofSeconds(30)).until(() -> queue.counts().equals(counts));
  }

  private static String expiredHandle(Message message) {
    return "Value "
        + message.receiptHandle()
        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.";
  }

  private static BatchResultErrorEntry failureOf(String id, List<BatchResultErrorEntry> failed) {
    assertFalse(failed.isEmpty());
    return failed.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
  }
}
