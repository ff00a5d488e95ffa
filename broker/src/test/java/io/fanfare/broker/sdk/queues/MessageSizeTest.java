package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The size of a message, to the byte. */
@OnEveryBroker
final class MessageSizeTest {

  private static final int MEBIBYTE = 1_048_576;

  private final Tenant tenant;

  MessageSizeTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aMessageHasUpToOneMebibyte() {
    String url = tenant.queue();
    tenant.send(url, "x".repeat(MEBIBYTE));
    assertInvalid(tooLong(MEBIBYTE), () -> tenant.send(url, "x".repeat(MEBIBYTE + 1)));
    assertEquals("x".repeat(MEBIBYTE), tenant.receiveOne(url).body());
  }

  @Test
  void aQueueMayAllowLess() {
    String url = tenant.queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    tenant.send(url, "x".repeat(1024));
    assertInvalid(tooLong(1024), () -> tenant.send(url, "x".repeat(1025)));
  }

  @Test
  void bytesCountNotCharacters() {
    String url = tenant.queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    tenant.send(url, "é".repeat(512));
    tenant.send(url, "𝄞".repeat(256));
    assertInvalid(tooLong(1024), () -> tenant.send(url, "é".repeat(512) + "x"));
  }

  @Test
  void attributesCountWithNameTypeAndValue() {
    String url = tenant.queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    int attribute = "name".length() + "Binary".length() + 10;
    send(url, "x".repeat(1024 - attribute));
    assertInvalid(tooLong(1024), () -> send(url, "x".repeat(1025 - attribute)));
  }

  @Test
  void aBatchHasUpToOneMebibyteInAll() {
    String url = tenant.queue();
    assertEquals(2, batch(url, MEBIBYTE / 2, MEBIBYTE / 2).successful().size());
    assertRefused(
        "AWS.SimpleQueueService.BatchRequestTooLong",
        "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
        () -> batch(url, MEBIBYTE / 2, MEBIBYTE / 2 + 1));
  }

  @Test
  void anEntryThatIsTooLongForItsQueueFailsAlone() {
    String url = tenant.queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    SendMessageBatchResponse response = batch(url, 1024, 1025);
    assertEquals("a", response.successful().get(0).id());
    assertEquals("b", response.failed().get(0).id());
    assertEquals("InvalidParameterValue", response.failed().get(0).code());
    assertEquals(
        "One or more parameters cannot be validated. Reason: Message must be shorter than 1024"
            + " bytes.",
        response.failed().get(0).message());
  }

  private void send(String url, String body) {
    tenant.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageBody(body)
                .messageAttributes(
                    Map.of(
                        "name",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[10]))
                            .build())));
  }

  private SendMessageBatchResponse batch(String url, int first, int second) {
    return tenant.sqs.sendMessageBatch(
        s ->
            s.queueUrl(url)
                .entries(
                    Entries.toSend("a", "x".repeat(first)),
                    Entries.toSend("b", "y".repeat(second))));
  }

  private static String tooLong(int limit) {
    return "One or more parameters are invalid. Reason: Message must be shorter than "
        + limit
        + " bytes.";
  }
}
