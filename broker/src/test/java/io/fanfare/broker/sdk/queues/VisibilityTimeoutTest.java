package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A received message is hidden until its visibility timeout passes, which may be changed. */
@OnEveryBroker
final class VisibilityTimeoutTest {

  private final Tenant tenant;
  private final String url;

  VisibilityTimeoutTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void aReceivedMessageIsHidden() {
    tenant.send(url, "a");
    tenant.receiveOne(url);
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("0+0+1", tenant.counts(url));
  }

  @Test
  void afterTheTimeoutItComesBackUnderTheSameId() {
    String brief = tenant.queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    tenant.send(brief, "a");
    Message first = tenant.receiveOne(brief);
    Message second = tenant.awaitOne(brief);
    assertEquals(first.messageId(), second.messageId());
    assertNotEquals(first.receiptHandle(), second.receiptHandle());
    assertEquals("2", second.attributesAsStrings().get("ApproximateReceiveCount"));
  }

  @Test
  void theReceiversTimeoutWinsOverTheQueues() {
    tenant.send(url, "a");
    tenant.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(1));
    assertEquals("a", tenant.awaitOne(url).body());
  }

  @Test
  void aTimeoutOfZeroHidesNothing() {
    tenant.send(url, "a");
    for (int count = 1; count <= 3; count++) {
      Message message =
          tenant
              .sqs
              .receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .visibilityTimeout(0)
                          .messageSystemAttributeNamesWithStrings("All"))
              .messages()
              .get(0);
      assertEquals(
          Integer.toString(count), message.attributesAsStrings().get("ApproximateReceiveCount"));
    }
    assertEquals("1+0+0", tenant.counts(url));
  }

  @Test
  void aChangeToZeroReleasesTheMessage() {
    tenant.send(url, "a");
    change(tenant.receiveOne(url), 0);
    assertEquals("1+0+0", tenant.counts(url));
    assertEquals("2", tenant.receiveOne(url).attributesAsStrings().get("ApproximateReceiveCount"));
  }

  @Test
  void aChangeCountsFromNow() {
    String brief = tenant.queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    tenant.send(brief, "a");
    Message message = tenant.receiveOne(brief);
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(brief).receiptHandle(message.receiptHandle()).visibilityTimeout(600));
    assertEquals(List.of(), tenant.receive(brief, 2));
  }

  @Test
  void aChangeIsForTheCurrentLeaseOnly() {
    String brief = tenant.queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
    tenant.send(brief, "a");
    Message message = tenant.receiveOne(brief);
    for (int timeout : new int[] {500, 0}) {
      tenant.sqs.changeMessageVisibility(
          c -> c.queueUrl(brief).receiptHandle(message.receiptHandle()).visibilityTimeout(timeout));
    }
    tenant.receiveOne(brief);
    assertEquals("0+0+1", tenant.counts(brief));
  }

  @Test
  void anOlderHandleReleasesANewerLease() {
    tenant.send(url, "a");
    Message first = tenant.receiveOne(url);
    change(first, 0);
    tenant.receiveOne(url);
    change(first, 0);
    assertEquals("3", tenant.receiveOne(url).attributesAsStrings().get("ApproximateReceiveCount"));
  }

  @Test
  void aTimeoutThatHasPassedCanStillBeChanged() {
    tenant.send(url, "a");
    Message message = tenant.receiveOne(url);
    change(message, 0);
    change(message, 600);
    assertEquals("a", message.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void aChangeIsUpToTwelveHours(int timeout) {
    tenant.send(url, "a");
    Message message = tenant.receiveOne(url);
    assertInvalid(
        "Value "
            + timeout
            + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.",
        () -> change(message, timeout));
  }

  @Test
  void aMessageIsHiddenForTwelveHoursAtTheMost() {
    tenant.send(url, "a");
    Message message = tenant.receiveOne(url);
    tenant.receive(url, 1);
    assertInvalid(
        "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout"
            + " for the message is beyond the limit [43200 seconds]",
        () -> change(message, 43_200));
    change(message, 43_100);
  }

  @Test
  void aMissingTimeoutIsRefused() {
    assertMissing(
        "VisibilityTimeout",
        () -> tenant.sqs.changeMessageVisibility(c -> c.queueUrl(url).receiptHandle("h")));
  }

  @Test
  void aDeletedMessageCannotBeChanged() {
    tenant.send(url, "a");
    Message message = tenant.receiveOne(url);
    tenant.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
    assertInvalid(
        "Value "
            + message.receiptHandle()
            + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not"
            + " available for visibility timeout change.",
        () -> change(message, 10));
  }

  @Test
  void aBatchChangesWhatItCan() {
    tenant.send(url, "a", "b");
    List<Message> messages = tenant.receive(url);
    ChangeMessageVisibilityBatchResponse response =
        tenant.sqs.changeMessageVisibilityBatch(
            c ->
                c.queueUrl(url)
                    .entries(
                        Entries.toChange("ok", messages.get(0).receiptHandle(), 0),
                        Entries.toChange("range", messages.get(1).receiptHandle(), 43_201),
                        Entries.toChange("handle", "garbage", 0)));
    assertEquals("ok", response.successful().get(0).id());
    assertEquals("range", response.failed().get(0).id());
    assertEquals("InvalidParameterValue", response.failed().get(0).code());
    assertEquals(
        "Value 43201 for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be"
            + " an integer between 0 and 43200.",
        response.failed().get(0).message());
    assertEquals("ReceiptHandleIsInvalid", response.failed().get(1).code());
    assertEquals("1+0+1", tenant.counts(url));
  }

  private void change(Message message, int timeout) {
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(timeout));
  }
}
