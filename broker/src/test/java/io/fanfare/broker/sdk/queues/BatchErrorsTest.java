package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** A batch is refused as a whole when its form is wrong, and entry by entry for the rest. */
@OnEveryBroker
final class BatchErrorsTest {

  private static final String SIMPLE = "AWS.SimpleQueueService.";
  private static final String BAD_ID =
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be"
          + " at most 80 letters long.";

  private final Tenant tenant;
  private final String url;

  BatchErrorsTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void everyEntryThatFailsFailsAlone() {
    SendMessageBatchResponse response =
        send(
            entry("ok", "a"),
            entry("contents", "\u0000"),
            entry("delay", "a").toBuilder().delaySeconds(901).build(),
            entry("attribute", "a").toBuilder()
                .messageAttributes(Map.of("x", Attributes.number("one")))
                .build(),
            entry("also-ok", "b"));
    assertEquals(
        List.of("ok", "also-ok"), response.successful().stream().map(e -> e.id()).toList());
    assertEquals(
        List.of(
            "contents InvalidMessageContents",
            "delay InvalidParameterValue",
            "attribute InvalidParameterValue"),
        response.failed().stream().map(e -> e.id() + " " + e.code()).toList());
    assertTrue(response.failed().stream().allMatch(BatchResultErrorEntry::senderFault));
    assertEquals(List.of("a", "b"), tenant.receiveBodies(url));
  }

  @Test
  void aBatchWithoutAFailureHasNoFailures() {
    SendMessageBatchResponse response = send(entry("1", "hello"));
    assertFalse(response.hasFailed());
    assertEquals(
        "5d41402abc4b2a76b9719d911017c592", response.successful().get(0).md5OfMessageBody());
  }

  @Test
  void absentEntriesAreRefused() {
    assertMissing("Entries", () -> tenant.sqs.sendMessageBatch(s -> s.queueUrl(url)));
    assertMissing("Entries", () -> tenant.sqs.deleteMessageBatch(s -> s.queueUrl(url)));
    assertMissing("Entries", () -> tenant.sqs.changeMessageVisibilityBatch(s -> s.queueUrl(url)));
  }

  @Test
  void noEntriesAreRefused() {
    assertRefused(
        SIMPLE + "EmptyBatchRequest",
        "There should be at least one SendMessageBatchRequestEntry in the request.",
        this::send);
    assertRefused(
        SIMPLE + "EmptyBatchRequest",
        "There should be at least one DeleteMessageBatchRequestEntry in the request.",
        () -> tenant.sqs.deleteMessageBatch(d -> d.queueUrl(url).entries(List.of())));
    assertEquals(
        SIMPLE + "EmptyBatchRequest",
        Refusal.of(
                () ->
                    tenant.sqs.changeMessageVisibilityBatch(
                        c -> c.queueUrl(url).entries(List.of())))
            .code());
  }

  @Test
  void moreThanTenEntriesAreRefused() {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(entry("id" + i, "a"));
    }
    assertRefused(
        SIMPLE + "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are 10. You have sent 20.",
        () -> tenant.sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entries)));
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aMissingIdIsRefused() {
    assertMissing(
        "SendMessageBatchRequestEntry.2.Id",
        () ->
            send(entry("1", "a"), SendMessageBatchRequestEntry.builder().messageBody("b").build()));
    assertMissing(
        "DeleteMessageBatchRequestEntry.1.Id",
        () ->
            tenant.sqs.deleteMessageBatch(
                d ->
                    d.queueUrl(url)
                        .entries(
                            DeleteMessageBatchRequestEntry.builder().receiptHandle("h").build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "ä", "a/b"})
  void anIdHasLettersDigitsHyphensAndUnderscores(String id) {
    assertRefused(SIMPLE + "InvalidBatchEntryId", BAD_ID, () -> send(entry(id, "a")));
  }

  @Test
  void anIdHasUpTo80Characters() {
    send(entry("i".repeat(80), "a"));
    assertRefused(SIMPLE + "InvalidBatchEntryId", BAD_ID, () -> send(entry("i".repeat(81), "a")));
  }

  @Test
  void theFirstIdThatRepeatsIsNamed() {
    assertRefused(
        SIMPLE + "BatchEntryIdsNotDistinct",
        "Id b repeated.",
        () -> send(entry("a", "1"), entry("b", "2"), entry("b", "3"), entry("a", "4")));
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aMissingBodyIsRefused() {
    assertMissing(
        "SendMessageBatchRequestEntry.1.MessageBody",
        () -> send(SendMessageBatchRequestEntry.builder().id("1").build()));
  }

  private SendMessageBatchResponse send(SendMessageBatchRequestEntry... entries) {
    return tenant.sqs.sendMessageBatch(s -> s.queueUrl(url).entries(Arrays.asList(entries)));
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }
}
