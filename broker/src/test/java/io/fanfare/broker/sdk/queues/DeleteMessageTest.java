package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** DeleteMessage, and what a receipt handle is good for. */
@OnEveryBroker
final class DeleteMessageTest {

  private final Tenant tenant;
  private final String url;

  DeleteMessageTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void aDeletedMessageIsGone() {
    tenant.send(url, "a");
    delete(tenant.receiveOne(url).receiptHandle());
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aSecondDeletionSucceeds() {
    tenant.send(url, "a");
    String handle = tenant.receiveOne(url).receiptHandle();
    delete(handle);
    delete(handle);
  }

  @Test
  void aHandleDeletesAfterItsTimeoutHasPassed() {
    tenant.send(url, "a");
    String handle = tenant.receiveOne(url).receiptHandle();
    release(handle);
    delete(handle);
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void anOlderHandleDeletesAsWell() {
    tenant.send(url, "a");
    String first = tenant.receiveOne(url).receiptHandle();
    release(first);
    String second = tenant.receiveOne(url).receiptHandle();
    assertNotEquals(first, second);
    delete(first);
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aHandleHasUpTo1024CharactersOfBase64() {
    tenant.send(url, "a");
    assertTrue(tenant.receiveOne(url).receiptHandle().matches("[A-Za-z0-9+/=_-]{1,1024}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "AAAA", " ", "é", "AQEB+/=="})
  void whatIsNoHandleIsRefused(String handle) {
    assertRefused(
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + handle + "\" is not a valid receipt handle.",
        () -> delete(handle));
  }

  @Test
  void aForgedHandleIsRefused() {
    tenant.send(url, "a");
    String handle = tenant.receiveOne(url).receiptHandle();
    for (int i = 0; i < handle.length() - 2; i++) {
      char other = handle.charAt(i) == 'g' ? 'A' : 'g';
      String forged = handle.substring(0, i) + other + handle.substring(i + 1);
      assertEquals("ReceiptHandleIsInvalid", Refusal.of(() -> delete(forged)).code(), forged);
    }
    assertEquals("0+0+1", tenant.counts(url));
  }

  @Test
  void aHandleOfAnotherQueueIsRefused() {
    String other = tenant.queue();
    tenant.send(other, "a");
    String handle = tenant.receiveOne(other).receiptHandle();
    assertEquals("ReceiptHandleIsInvalid", Refusal.of(() -> delete(handle)).code());
    assertEquals("0+0+1", tenant.counts(other));
  }

  @Test
  void aMissingHandleIsRefused() {
    assertMissing("ReceiptHandle", () -> tenant.sqs.deleteMessage(d -> d.queueUrl(url)));
    assertMissing("ReceiptHandle", () -> delete(""));
  }

  @Test
  void aBatchDeletesWhatItCan() {
    tenant.send(url, "a", "b");
    List<Message> messages = tenant.receive(url);
    DeleteMessageBatchResponse response =
        tenant.sqs.deleteMessageBatch(
            d ->
                d.queueUrl(url)
                    .entries(
                        Entries.toDelete("one", messages.get(0).receiptHandle()),
                        Entries.toDelete("two", "garbage"),
                        Entries.toDelete("three", messages.get(1).receiptHandle())));
    assertEquals(List.of("one", "three"), response.successful().stream().map(e -> e.id()).toList());
    var failed = response.failed().get(0);
    assertEquals("two", failed.id());
    assertEquals("ReceiptHandleIsInvalid", failed.code());
    assertEquals(
        "The input receipt handle \"garbage\" is not a valid receipt handle.", failed.message());
    assertTrue(failed.senderFault());
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void anEntryWithoutAHandleFailsAlone() {
    var failed =
        tenant
            .sqs
            .deleteMessageBatch(d -> d.queueUrl(url).entries(Entries.toDelete("1", "")))
            .failed()
            .get(0);
    assertEquals("MissingParameter", failed.code());
    assertEquals("The request must contain the parameter ReceiptHandle.", failed.message());
  }

  private void delete(String handle) {
    tenant.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(handle));
  }

  private void release(String handle) {
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
  }
}
