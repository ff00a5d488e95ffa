package io.fanfare.broker.sdk.queues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** MessageGroupId on a standard queue: a tenant that takes too much comes after the others. */
@OnEveryBroker
final class FairQueueTest {

  private final Tenant tenant;
  private final String url;

  FairQueueTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void aQuietGroupDoesNotWaitForTheBacklogOfANoisyOne() {
    for (int i = 0; i < 20; i++) {
      sendTen("noisy");
    }
    for (int i = 0; i < 4; i++) {
      assertEquals(10, tenant.receive(url).size());
    }
    send("quiet", "quiet");
    assertEquals("quiet", tenant.receive(url).get(0).body());
    assertEquals(List.of("noisy"), distinct(tenant.receive(url)));
  }

  @Test
  void aGroupOfAStandardQueueLocksNothingAndLosesNothing() {
    send("a", "same");
    send("a", "same");
    List<Message> received = new ArrayList<>(tenant.receive(url));
    send("a", "same");
    received.addAll(tenant.receive(url));
    assertEquals(3, received.size());
    assertTrue(
        received.stream().noneMatch(m -> m.attributesAsStrings().containsKey("SequenceNumber")));
    assertEquals("a", received.get(0).attributesAsStrings().get("MessageGroupId"));
  }

  private static List<String> distinct(List<Message> messages) {
    return messages.stream().map(Message::body).distinct().toList();
  }

  private void send(String group, String body) {
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageGroupId(group).messageBody(body));
  }

  private void sendTen(String group) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody(group)
                        .messageGroupId(group)
                        .build())
            .toList();
    tenant.sqs.sendMessageBatch(b -> b.queueUrl(url).entries(entries));
  }
}
