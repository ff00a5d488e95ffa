package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Long polling: a receive waits for the first message, and whatever makes one visible wakes it. */
@OnEveryBroker
final class LongPollingTest {

  private final Tenant tenant;
  private final String url;

  LongPollingTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void aSendWakesAWaitingReceive() throws Exception {
    Waiting waiting = Waiting.on(tenant, url);
    tenant.send(url, "hello");
    assertEquals(List.of("hello"), waiting.bodies());
  }

  @Test
  void aBatchWakesAWaitingReceive() throws Exception {
    Waiting waiting = Waiting.on(tenant, url);
    tenant.sqs.sendMessageBatch(
        s -> s.queueUrl(url).entries(Entries.toSend("1", "a"), Entries.toSend("2", "b")));
    List<String> bodies = waiting.bodies();
    assertEquals("a", bodies.get(0));
  }

  @Test
  void theEndOfADelayWakesAWaitingReceive() throws Exception {
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(2));
    assertEquals(List.of("late"), Waiting.on(tenant, url).bodies());
  }

  @Test
  void theEndOfAVisibilityTimeoutWakesAWaitingReceive() throws Exception {
    tenant.send(url, "again");
    tenant.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(2));
    assertEquals(List.of("again"), Waiting.on(tenant, url).bodies());
  }

  @Test
  void aVisibilityTimeoutOfZeroWakesAWaitingReceive() throws Exception {
    tenant.send(url, "released");
    Message message = tenant.receiveOne(url);
    Waiting waiting = Waiting.on(tenant, url);
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    assertEquals(List.of("released"), waiting.bodies());
  }

  @Test
  void oneMessageWakesOneOfTwo() throws Exception {
    Waiting first = Waiting.on(tenant, url);
    Waiting second = Waiting.on(tenant, url);
    tenant.send(url, "a");
    assertEquals(List.of("a"), first.bodies());
    tenant.send(url, "b");
    assertEquals(List.of("b"), second.bodies());
  }

  @Test
  void aReceiverThatIsGoneIsGivenNothing() throws Exception {
    try (Socket socket = new Socket("localhost", tenant.endpoint().getPort())) {
      socket.getOutputStream().write(receiveRequest().getBytes(StandardCharsets.UTF_8));
      tenant.receive(tenant.queue(), 1);
      assertEquals(0, socket.getInputStream().available(), "it is still waiting");
    }
    tenant.receive(tenant.queue(), 1);
    tenant.send(url, "hello");
    Message message = tenant.receiveOne(url);
    assertEquals("1", message.attributesAsStrings().get("ApproximateReceiveCount"));
  }

  private String receiveRequest() {
    String body = "{\"QueueUrl\":\"" + url + "\",\"WaitTimeSeconds\":20}";
    return String.join(
        "\r\n",
        "POST / HTTP/1.1",
        "Host: localhost",
        "X-Amz-Target: AmazonSQS.ReceiveMessage",
        "Content-Type: application/x-amz-json-1.0",
        "Authorization: AWS4-HMAC-SHA256 Credential="
            + tenant.account
            + "/20260101/"
            + Tenant.REGION
            + "/sqs/aws4_request, SignedHeaders=host, Signature=00",
        "Content-Length: " + body.length(),
        "",
        body);
  }

  @Test
  void aReceiveThatWaitsInVainIsEmpty() {
    assertEquals(List.of(), tenant.receive(url, 1));
  }

  @Test
  void aWaitIsAnsweredWithWhatIsThere() {
    tenant.send(url, "a", "b", "c");
    assertEquals(3, tenant.receive(url, 20).size());
  }

  @Test
  void theQueueSaysHowLongToWaitWhenTheReceiverDoesNot() throws Exception {
    tenant.sqs.setQueueAttributes(
        s ->
            s.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20")));
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(1));
    assertEquals("late", tenant.sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0).body());
  }

  @Test
  void aWaitIsFrom0To20Seconds() {
    assertInvalid(
        "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
            + " provided.",
        () -> tenant.receive(url, 21));
    assertInvalid(
        "Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
            + " provided.",
        () -> tenant.receive(url, -1));
  }
}
