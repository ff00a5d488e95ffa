package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SendMessage: what it accepts, answers and refuses. */
@OnEveryBroker
final class SendMessageTest {

  private static final String BAD_CHARACTERS =
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
          + " #xE000 to #xFFFD | #x10000 to #x10FFFF";

  private final Tenant tenant;
  private final String url;

  SendMessageTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void theAnswerNamesTheMessageAndItsDigest() {
    SendMessageResponse sent = send(SendMessageRequest.builder().messageBody("hello"));
    assertEquals("5d41402abc4b2a76b9719d911017c592", sent.md5OfMessageBody());
    assertTrue(sent.messageId().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    assertNull(sent.md5OfMessageAttributes());
    assertNull(sent.sequenceNumber());
    assertEquals(sent.messageId(), tenant.receiveOne(url).messageId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "héllo",
        " ",
        "\t\n\r",
        "\"\\/<>&'",
        "]]>",
        "\uFFFD",
        "\uD7FF\uE000",
        "𝄞 \uDBFF\uDFFF",
        "{\"json\":true}",
        "\u00A0\u2028\u2029\u200B\uFEFF",
        "\u007F\u0085"
      })
  void aBodyComesBackCharacterByCharacter(String body) {
    tenant.send(url, body);
    assertEquals(body, tenant.receiveOne(url).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0008", "\u000B", "\u001F", "\uFFFE", "\uFFFF"})
  void aBodyWithAnotherCharacterIsRefused(String body) {
    assertRefused("InvalidMessageContents", BAD_CHARACTERS, () -> tenant.send(url, body));
    assertEquals("0+0+0", tenant.counts(url));
  }

  @Test
  void aMissingBodyIsRefused() {
    assertMissing("MessageBody", () -> send(SendMessageRequest.builder()));
    assertMissing("MessageBody", () -> send(SendMessageRequest.builder().messageBody("")));
  }

  @Test
  void withoutAQueueUrlThereIsNoQueue() {
    assertQueueGone(() -> tenant.sqs.sendMessage(s -> s.messageBody("a")));
    assertQueueGone(() -> tenant.sqs.sendMessage(s -> s.queueUrl("").messageBody("a")));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 901})
  void aDelayIsFrom0To900Seconds(int delay) {
    assertInvalid(
        "Value "
            + delay
            + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <="
            + " 900.",
        () -> send(SendMessageRequest.builder().messageBody("a").delaySeconds(delay)));
  }

  @Test
  void aDeduplicationIdIsForFifoQueues() {
    assertEquals(
        "InvalidParameterValue",
        Refusal.of(
                () ->
                    send(
                        SendMessageRequest.builder().messageBody("a").messageDeduplicationId("id")))
            .code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä"})
  void aBadGroupIdIsRefused(String group) {
    assertInvalid(
        "Value "
            + group
            + " for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include"
            + " alphanumeric and punctuation characters. 1 to 128 in length.",
        () -> send(SendMessageRequest.builder().messageBody("a").messageGroupId(group)));
  }

  private SendMessageResponse send(SendMessageRequest.Builder request) {
    return tenant.sqs.sendMessage(request.queueUrl(url).build());
  }
}
