package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ReceiveMessage: how many, in which order, and how they are counted. */
@OnEveryBroker
final class ReceiveMessageTest {

  private final Tenant tenant;
  private final String url;

  ReceiveMessageTest(Tenant tenant) {
    this.tenant = tenant;
    url = tenant.queue();
  }

  @Test
  void anEmptyQueueAnswersAtOnceWithNothing() {
    assertFalse(tenant.sqs.receiveMessage(r -> r.queueUrl(url)).hasMessages());
  }

  @Test
  void oneIsReceivedUnlessMoreAreAskedFor() {
    tenant.send(url, "a", "b");
    assertEquals(1, tenant.sqs.receiveMessage(r -> r.queueUrl(url)).messages().size());
  }

  @Test
  void messagesAreReceivedInTheOrderOfTheirSends() {
    tenant.send(url, "a", "b", "c", "d");
    assertEquals(List.of("a", "b", "c", "d"), tenant.receiveBodies(url));
  }

  @Test
  void moreThanTenComeInTens() {
    for (int i = 0; i < 12; i++) {
      tenant.send(url, "m" + i);
    }
    assertEquals(10, tenant.receive(url).size());
    assertEquals(List.of("m10", "m11"), tenant.receiveBodies(url));
  }

  @Test
  void theQueueCountsVisibleDelayedAndInFlight() {
    tenant.send(url, "a", "b", "c");
    tenant.sqs.sendMessage(s -> s.queueUrl(url).messageBody("d").delaySeconds(900));
    assertEquals("3+1+0", tenant.counts(url));
    tenant.sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(2));
    assertEquals("1+1+2", tenant.counts(url));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void oneToTenMayBeAskedFor(int number) {
    assertInvalid(
        "Value "
            + number
            + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if"
            + " provided.",
        () -> tenant.sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(number)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void aVisibilityTimeoutIsUpToTwelveHours(int timeout) {
    assertInvalid(
        "Value "
            + timeout
            + " for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if"
            + " provided.",
        () -> tenant.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(timeout)));
  }

  @Test
  void theDigestOfTheBodyIsAnswered() {
    tenant.send(url, "héllo");
    assertEquals("be50e8478cf24ff3595bc7307fb91b50", tenant.receiveOne(url).md5OfBody());
  }
}
