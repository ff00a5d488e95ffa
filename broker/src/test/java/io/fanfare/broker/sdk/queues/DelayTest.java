package io.fanfare.broker.sdk.queues;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A delayed message cannot be received until its delay is over. */
@OnEveryBroker
final class DelayTest {

  private final Tenant tenant;

  DelayTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aDelayedMessageIsHiddenAndThenReceived() {
    String url = tenant.queue();
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(5));
    assertEquals(List.of(), tenant.receive(url));
    assertEquals("late", tenant.awaitOne(url).body());
  }

  @Test
  void aQueueDelaysWhatIsSentWithoutADelay() {
    String url = tenant.queue(Map.of(QueueAttributeName.DELAY_SECONDS, "900"));
    tenant.send(url, "late");
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("now").delaySeconds(0));
    assertEquals(List.of("now"), tenant.receiveBodies(url));
    assertEquals("0+1+1", tenant.counts(url));
  }

  @Test
  void aNewDelayOfTheQueueIsForLaterMessages() {
    String url = tenant.queue(Map.of(QueueAttributeName.DELAY_SECONDS, "900"));
    tenant.send(url, "before");
    tenant.sqs.setQueueAttributes(
        s -> s.queueUrl(url).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "0")));
    tenant.send(url, "after");
    assertEquals(List.of("after"), tenant.receiveBodies(url));
  }

  @Test
  void eachEntryOfABatchHasItsDelay() {
    String url = tenant.queue();
    tenant.sqs.sendMessageBatch(
        s ->
            s.queueUrl(url)
                .entries(
                    Entries.toSend("1", "late").toBuilder().delaySeconds(900).build(),
                    Entries.toSend("2", "now")));
    assertEquals(List.of("now"), tenant.receiveBodies(url));
  }
}
