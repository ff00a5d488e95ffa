package io.fanfare.broker.sdk.queues;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** PurgeQueue empties a queue, once a minute. */
@OnEveryBroker
final class PurgeQueueTest {

  private final Tenant tenant;

  PurgeQueueTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void visibleDelayedAndInFlightMessagesAreRemoved() {
    String url = tenant.queue();
    tenant.send(url, "in flight");
    Message inFlight = tenant.receiveOne(url);
    tenant.send(url, "visible");
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("delayed").delaySeconds(900));
    assertEquals("1+1+1", tenant.counts(url));
    purge(url);
    assertEquals("0+0+0", tenant.counts(url));
    tenant.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(inFlight.receiptHandle()));
  }

  @Test
  void messagesSentAfterwardsStay() {
    String url = tenant.queue();
    tenant.send(url, "before");
    purge(url);
    tenant.send(url, "after");
    assertEquals("after", tenant.receiveOne(url).body());
  }

  @Test
  void aSecondPurgeWithin60SecondsIsRefused() {
    String url = tenant.queue();
    purge(url);
    String name = url.substring(url.lastIndexOf('/') + 1);
    assertEquals(
        new Refusal(
            403,
            "AWS.SimpleQueueService.PurgeQueueInProgress",
            "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds."),
        Refusal.of(() -> purge(url)));
  }

  private void purge(String url) {
    tenant.sqs.purgeQueue(p -> p.queueUrl(url));
  }
}
