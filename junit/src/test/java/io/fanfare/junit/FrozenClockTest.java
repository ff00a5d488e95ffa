package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A clock that stands still moves only when it is told to, and then all that is due happens. */
@Fanfare(config = "fanfare.yaml", clock = ClockMode.FROZEN)
class FrozenClockTest {

  @Test
  void itStandsStill(FanfareClock clock) {
    Instant before = clock.now();
    clock.settle();
    assertEquals(before, clock.now());
    clock.advance(Duration.ofDays(14));
    assertEquals(before.plus(Duration.ofDays(14)), clock.now());
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofMillis(-1)));
  }

  @Test
  void itGoesOnWhenItIsTold(FanfareClock clock) {
    Instant before = clock.now();
    clock.resume();
    Awaitility.await().until(() -> clock.now().isAfter(before));
    clock.freeze();
    MovedClockTest.assertStands(clock);
  }

  @Test
  void aLongPollEndsByTheClock(FanfareBroker broker, FanfareClock clock) {
    Queues queues = broker.broker().queues();
    Future<ReceiveMessage.Result> polling = queues.receiveMessage(longPoll("orders"));
    clock.advance(Duration.ofMillis(19_999));
    assertFalse(polling.isComplete());
    clock.advance(Duration.ofMillis(1));
    assertEquals(List.of(), polling.await().messages());
  }

  @Test
  void aLongPollIsGivenWhatBecomesVisibleMeanwhile(FanfareBroker broker, FanfareClock clock) {
    Queues queues = broker.broker().queues();
    send(queues, "soon", 10);
    Future<ReceiveMessage.Result> polling = queues.receiveMessage(longPoll("orders"));
    clock.advance(Duration.ofMillis(9_999));
    assertFalse(polling.isComplete());
    clock.advance(Duration.ofMillis(1));
    assertEquals("soon", polling.await().messages().get(0).body());
  }

  @Test
  void whatIsKeptForADayIsGoneAfterIt(SqsClient sqs, FanfareClock clock) {
    String queue =
        sqs.createQueue(
                request ->
                    request
                        .queueName("news")
                        .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "86400")))
            .queueUrl();
    sqs.sendMessage(message -> message.queueUrl(queue).messageBody("old"));
    clock.advance(Duration.ofDays(1));
    assertEquals("0", messages(sqs, queue));
    assertEquals(List.of(), receive(sqs, queue));
  }

  @Test
  void aRepetitionIsNoneAfterFiveMinutes(FanfareBroker broker, FanfareClock clock) {
    Queues queues = broker.broker().queues();
    queues.createQueue(new CreateQueue("once.fifo", Map.of("FifoQueue", "true"), Map.of())).await();
    SendMessage send = new SendMessage("once.fifo", "a", null, Map.of(), Map.of(), "1", "g");
    String first = queues.sendMessage(send).await().messageId();
    clock.advance(Duration.ofSeconds(299));
    assertEquals(first, queues.sendMessage(send).await().messageId());
    clock.advance(Duration.ofSeconds(1));
    assertNotEquals(first, queues.sendMessage(send).await().messageId());
  }

  @Test
  void aMoveTaskGoesAtItsRateByTheClock(SqsClient sqs, FanfareClock clock) {
    String dead = url(sqs, "orders-dead");
    Stream.of("a", "b", "c")
        .forEach(body -> sqs.sendMessage(message -> message.queueUrl(dead).messageBody(body)));
    String arn = "arn:aws:sqs:us-east-1:000000000000:orders-dead";
    sqs.startMessageMoveTask(
        request ->
            request
                .sourceArn(arn)
                .destinationArn("arn:aws:sqs:us-east-1:000000000000:orders")
                .maxNumberOfMessagesPerSecond(1));
    clock.settle();
    assertEquals("1", messages(sqs, url(sqs, "orders")));
    clock.advance(Duration.ofSeconds(10));
    ListMessageMoveTasksResultEntry task =
        sqs.listMessageMoveTasks(request -> request.sourceArn(arn)).results().get(0);
    assertEquals("COMPLETED", task.status());
    assertEquals(3, task.approximateNumberOfMessagesMoved());
    assertEquals("3", messages(sqs, url(sqs, "orders")));
  }

  @Test
  void everyMomentOnTheWayIsStoppedAt(FanfareBroker broker, SqsClient sqs, FanfareClock clock) {
    Queues queues = broker.broker().queues();
    for (int delaySeconds = 1; delaySeconds <= 100; delaySeconds++) {
      send(queues, "" + delaySeconds, delaySeconds);
    }
    List<Future<ReceiveMessage.Result>> polling = new ArrayList<>();
    for (int count = 0; count < 15; count++) {
      polling.add(queues.receiveMessage(longPoll("orders")));
    }
    clock.advance(Duration.ofSeconds(100));
    assertEquals(
        IntStream.rangeClosed(1, 15).mapToObj(Integer::toString).toList(),
        polling.stream().map(each -> each.await().messages().get(0).body()).toList());
    // Those that were received are visible again, as nobody deleted them.
    assertEquals("100", messages(sqs, url(sqs, "orders")));
  }

  private static void send(Queues queues, String body, int delaySeconds) {
    queues
        .sendMessage(new SendMessage("orders", body, delaySeconds, Map.of(), Map.of(), null, null))
        .await();
  }

  private static ReceiveMessage longPoll(String queue) {
    return new ReceiveMessage(queue, List.of(), List.of(), List.of(), 1, null, 20, null);
  }

  private static String url(SqsClient sqs, String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  private static String messages(SqsClient sqs, String queueUrl) {
    QueueAttributeName visible = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(visible))
        .attributes()
        .getOrDefault(visible, "");
  }

  private static List<String> receive(SqsClient sqs, String queueUrl) {
    return sqs.receiveMessage(request -> request.queueUrl(queueUrl)).messages().stream()
        .map(Message::body)
        .toList();
  }
}
