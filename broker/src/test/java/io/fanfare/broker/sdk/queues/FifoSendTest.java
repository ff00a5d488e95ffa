package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What a sender says to a FIFO queue, what it is told, and what a receiver sees of it. */
@OnEveryBroker
final class FifoSendTest {

  private static final String NO_ID =
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
          + " provided explicitly";
  private static final String NO_GROUP = "The request must contain the parameter MessageGroupId.";
  private static final String SHA256_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private final Tenant tenant;
  private final FifoQueue byContent;
  private final FifoQueue byId;

  FifoSendTest(Tenant tenant) {
    this.tenant = tenant;
    byContent = FifoQueue.byContent(tenant);
    byId = FifoQueue.with(tenant, Map.of());
  }

  @Test
  void sequenceNumbersHaveTwentyDigitsAndRise() {
    String last = "";
    for (int i = 0; i < 5; i++) {
      SendMessageResponse sent = byContent.sendTo("g", "m" + i, null);
      assertTrue(sent.sequenceNumber().matches("[0-9]{20}"), sent.sequenceNumber());
      assertTrue(sent.sequenceNumber().compareTo(last) > 0);
      last = sent.sequenceNumber();
    }
  }

  @Test
  void aReceiverSeesTheGroupTheIdAndTheNumber() {
    SendMessageResponse sent = byId.sendTo("g!", "hello", "d~");
    Message received = tenant.receiveOne(byId.url());
    assertEquals(sent.messageId(), received.messageId());
    Map<String, String> attributes = received.attributesAsStrings();
    assertEquals("g!", attributes.get("MessageGroupId"));
    assertEquals("d~", attributes.get("MessageDeduplicationId"));
    assertEquals(sent.sequenceNumber(), attributes.get("SequenceNumber"));
  }

  @Test
  void withoutAnIdTheHashOfTheBodyIsTheId() {
    byContent.sendTo("g", "hello", null);
    assertEquals(
        SHA256_OF_HELLO,
        tenant
            .receiveOne(byContent.url())
            .attributes()
            .get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
  }

  @Test
  void eachEntryOfABatchHasItsNumber() {
    SendMessageBatchResponse response =
        batch(byContent, FifoQueue.entry("1", "g", "a"), FifoQueue.entry("2", "g", "b"));
    String first = response.successful().get(0).sequenceNumber();
    String second = response.successful().get(1).sequenceNumber();
    assertTrue(first.matches("[0-9]{20}") && second.matches("[0-9]{20}"), first + second);
    assertTrue(first.compareTo(second) < 0);
  }

  @Test
  void aStandardQueueHasNoneOfThis() {
    String url = tenant.queue();
    SendMessageResponse sent =
        tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("a").messageGroupId("g"));
    assertNull(sent.sequenceNumber());
    Map<String, String> attributes = tenant.receiveOne(url).attributesAsStrings();
    assertEquals("g", attributes.get("MessageGroupId"));
    assertFalse(attributes.containsKey("SequenceNumber"));
    assertFalse(attributes.containsKey("MessageDeduplicationId"));
  }

  @Test
  void aMessageHasAGroup() {
    assertMissing(
        "MessageGroupId",
        () -> send(byId, SendMessageRequest.builder().messageDeduplicationId("d")));
    assertMissing("MessageGroupId", () -> send(byContent, SendMessageRequest.builder()));
    assertNothingSent();
  }

  @Test
  void aMessageHasAnIdUnlessItsBodyStandsForIt() {
    assertInvalid(NO_ID, () -> byId.sendTo("g", "a", null));
    assertNothingSent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\u00e4", "tab\t", "129"})
  void groupsAndIdsHaveCharactersThatShow(String given) {
    String id = given.equals("129") ? "x".repeat(129) : given;
    assertInvalid(badId(id, "MessageGroupId"), () -> byId.sendTo(id, "a", "d"));
    assertInvalid(badId(id, "MessageDeduplicationId"), () -> byId.sendTo("g", "a", id));
    assertInvalid(badId(id, "MessageDeduplicationId"), () -> byContent.sendTo("g", "a", id));
    assertNothingSent();
  }

  @Test
  void groupsAndIdsHaveUpTo128Characters() {
    String id = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" + "x".repeat(96);
    byId.sendTo(id, "a", id);
    Map<String, String> attributes = tenant.receiveOne(byId.url()).attributesAsStrings();
    assertEquals(id, attributes.get("MessageGroupId"));
    assertEquals(id, attributes.get("MessageDeduplicationId"));
  }

  @Test
  void aMessageHasNoDelayOfItsOwn() {
    assertInvalid(
        "Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that"
            + " is not valid for this queue type.",
        () -> send(byContent, SendMessageRequest.builder().messageGroupId("g").delaySeconds(2)));
    assertInvalid(
        "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <="
            + " 900.",
        () -> send(byContent, SendMessageRequest.builder().messageGroupId("g").delaySeconds(901)));
    assertNothingSent();
  }

  @Test
  void aDelayOfZeroIsTheDelayOfTheQueue() {
    byContent.set("DelaySeconds", "900");
    send(byContent, SendMessageRequest.builder().messageGroupId("g").delaySeconds(0));
    assertEquals("0+1+0", byContent.counts());
  }

  @Test
  void aStandardQueueTakesNoDeduplicationId() {
    String url = tenant.queue();
    assertInvalid(
        "Value d for parameter MessageDeduplicationId is invalid. Reason: The request includes a"
            + " parameter that is not valid for this queue type.",
        () ->
            tenant.sqs.sendMessage(
                s -> s.queueUrl(url).messageBody("a").messageDeduplicationId("d")));
  }

  @Test
  void aBatchWithAMessageWithoutAGroupIsRefusedAsAWhole() {
    assertInvalid(
        NO_GROUP, () -> batch(byContent, FifoQueue.entry("1", "g", "a"), Entries.toSend("2", "b")));
    assertInvalid(
        NO_GROUP, () -> batch(byId, FifoQueue.entry("1", "g", "a"), Entries.toSend("2", "b")));
    assertNothingSent();
  }

  @Test
  void aBatchWithAMessageWithoutAnIdIsRefusedAsAWhole() {
    SendMessageBatchRequestEntry whole =
        FifoQueue.entry("1", "g", "a").toBuilder().messageDeduplicationId("d").build();
    assertInvalid(NO_ID, () -> batch(byId, whole, FifoQueue.entry("2", "g", "b")));
    assertNothingSent();
    batch(byId, whole);
    assertEquals("1+0+0", byId.counts());
  }

  @Test
  void otherMistakesFailAlone() {
    SendMessageBatchResponse response =
        batch(
            byContent,
            FifoQueue.entry("ok", "g", "a"),
            FifoQueue.entry("group", "a b", "b"),
            FifoQueue.entry("delay", "g", "c").toBuilder().delaySeconds(2).build(),
            FifoQueue.entry("id", "g", "d").toBuilder().messageDeduplicationId("").build(),
            FifoQueue.entry("also-ok", "g", "e"));
    assertEquals(
        List.of("ok", "also-ok"), response.successful().stream().map(e -> e.id()).toList());
    assertEquals(
        List.of(
            badId("a b", "MessageGroupId"),
            "Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter"
                + " that is not valid for this queue type.",
            badId("", "MessageDeduplicationId")),
        response.failed().stream().map(e -> e.message()).toList());
    assertTrue(response.failed().stream().allMatch(e -> e.code().equals("InvalidParameterValue")));
    assertEquals("2+0+0", byContent.counts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "129"})
  void anAttemptHasCharactersThatShow(String given) {
    String id = given.equals("129") ? "x".repeat(129) : given;
    ReceiveMessageRequest.Builder attempt =
        ReceiveMessageRequest.builder().receiveRequestAttemptId(id);
    assertInvalid(badId(id, "ReceiveRequestAttemptId"), () -> byId.receive(attempt));
    String standard = tenant.queue();
    tenant.sqs.receiveMessage(attempt.queueUrl(standard).build());
  }

  private void assertNothingSent() {
    assertEquals("0+0+0", byId.counts());
    assertEquals("0+0+0", byContent.counts());
  }

  private static String badId(String id, String name) {
    return "Value "
        + id
        + " for parameter "
        + name
        + " is invalid. Reason: "
        + name
        + " can only include alphanumeric and punctuation characters. 1 to 128 in length.";
  }

  private void send(FifoQueue queue, SendMessageRequest.Builder request) {
    tenant.sqs.sendMessage(request.queueUrl(queue.url()).messageBody("a").build());
  }

  private SendMessageBatchResponse batch(FifoQueue queue, SendMessageBatchRequestEntry... entries) {
    return tenant.sqs.sendMessageBatch(s -> s.queueUrl(queue.url()).entries(entries));
  }
}
