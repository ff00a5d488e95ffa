package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A receive that is repeated under its id gets what it got before. */
@OnEveryBroker
final class FifoReceiveAttemptTest {

  private static final int LONG = 600;

  private final Tenant tenant;
  private final FifoQueue queue;

  FifoReceiveAttemptTest(Tenant tenant) {
    this.tenant = tenant;
    queue = FifoQueue.byContent(tenant);
  }

  @Test
  void aRepetitionGetsTheSameMessagesAndHandles() {
    queue.send("g-1", "g-2", "h-1");
    List<Message> first = attempt("once", LONG);
    assertEquals(List.of("g-1", "g-2"), bodies(first));
    List<Message> again = attempt("once", LONG);
    assertEquals(bodies(first), bodies(again));
    assertEquals(handles(first), handles(again));
    assertEquals("1+0+2", queue.counts());
    again.forEach(queue::delete);
    assertEquals("1+0+0", queue.counts());
  }

  @Test
  void anotherAttemptIsANewReceive() {
    queue.send("g-1", "g-2", "h-1");
    attempt("once", LONG);
    assertEquals(List.of("h-1"), bodies(attempt("twice", LONG)));
    assertEquals(List.of(), queue.receiveBodies());
  }

  @Test
  void afterADeletionItIsANewReceive() {
    queue.send("g-1", "g-2", "h-1");
    queue.delete(attempt("once", LONG).get(1));
    assertEquals(List.of("h-1"), bodies(attempt("once", LONG)));
  }

  @Test
  void afterAChangeOfVisibilityItIsANewReceive() {
    queue.send("g-1", "g-2");
    List<Message> first = attempt("once", LONG);
    first.forEach(queue::release);
    List<Message> second = attempt("once", LONG);
    assertEquals(bodies(first), bodies(second));
    assertNotEquals(handles(first), handles(second));
    queue.change(second.get(0), LONG - 1);
    assertEquals(List.of(), attempt("once", LONG));
  }

  @Test
  void afterItsTimeoutItIsANewReceive() {
    queue.send("g-1");
    Message first = attempt("once", 1).get(0);
    tenant.receive(tenant.queue(), 3);
    Message second = attempt("once", LONG).get(0);
    assertEquals(first.messageId(), second.messageId());
    assertNotEquals(first.receiptHandle(), second.receiptHandle());
    assertEquals("2", second.attributesAsStrings().get("ApproximateReceiveCount"));
  }

  @Test
  void aRepetitionRenewsTheTimeout() {
    queue.send("g-1");
    attempt("once", 8);
    assertEquals(List.of(), tenant.receive(queue.url(), 5));
    assertEquals(List.of("g-1"), bodies(attempt("once", 8)));
    assertEquals(List.of(), tenant.receive(queue.url(), 5));
  }

  @Test
  void anAttemptThatGotNothingMayGetSomething() {
    assertEquals(List.of(), attempt("once", LONG));
    queue.send("g-1");
    assertEquals(List.of("g-1"), bodies(attempt("once", LONG)));
  }

  @Test
  void aStandardQueueKnowsNoAttempts() {
    String url = tenant.queue();
    tenant.send(url, "a", "b");
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder().queueUrl(url).receiveRequestAttemptId("once").build();
    assertNotEquals(
        tenant.sqs.receiveMessage(request).messages().get(0).messageId(),
        tenant.sqs.receiveMessage(request).messages().get(0).messageId());
  }

  private List<Message> attempt(String id, int timeout) {
    return queue.receive(
        ReceiveMessageRequest.builder()
            .maxNumberOfMessages(2)
            .visibilityTimeout(timeout)
            .receiveRequestAttemptId(id));
  }

  private static List<String> handles(List<Message> messages) {
    return messages.stream().map(Message::receiptHandle).toList();
  }
}
