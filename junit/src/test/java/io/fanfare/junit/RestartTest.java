package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A broker whose clock stands still is opened again while it has things to do. */
@Fanfare(config = "fanfare.yaml", clock = ClockMode.FROZEN, durable = true)
class RestartTest {

  private static final String SHOP = "arn:aws:sns:us-east-1:000000000000:shop";
  private static final String ORDERS = "arn:aws:sqs:us-east-1:000000000000:orders";

  /** What is logged as an error meanwhile. */
  private static final class Errors extends Handler implements AutoCloseable {

    private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();

    Errors() {
      Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
        found.add(logged.getMessage() + " " + logged.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }
  }

  @Test
  void aMessageInHandIsGivenBackWhenTheTimeOfItsConsumerIsOver(FanfareBroker broker, SqsClient sqs)
      throws Exception {
    String url = url(sqs, "parcels");
    CompletableFuture<Lease> inHand = new CompletableFuture<>();
    broker
        .broker()
        .queues()
        .consumer("parcels", new ConsumerOptions().setCloseSeconds(1))
        .handler(inHand::complete);
    sqs.sendMessage(message -> message.queueUrl(url).messageBody("a book"));
    assertEquals("a book", inHand.get(10, TimeUnit.SECONDS).body());
    broker.restart();
    assertEquals(List.of("a book"), receive(sqs, url));
    MovedClockTest.assertStands(broker.clock());
  }

  @Test
  void whatWasBegunIsDoneOnce(
      FanfareBroker broker, SqsClient sqs, SnsClient sns, FanfareClock clock) throws IOException {
    try (Subscriber subscriber = Subscriber.thatFails(100);
        Errors errors = new Errors()) {
      SubscriberRetryTest.subscribe(sns, clock, subscriber);
      sns.publish(message -> message.topicArn(SHOP).message("sold"));
      String dead = url(sqs, "orders-dead");
      Stream.of("a", "b", "c")
          .forEach(body -> sqs.sendMessage(message -> message.queueUrl(dead).messageBody(body)));
      sqs.startMessageMoveTask(
          request ->
              request
                  .sourceArn(ORDERS + "-dead")
                  .destinationArn(ORDERS)
                  .maxNumberOfMessagesPerSecond(1));
      clock.settle();
      assertEquals(List.of("sold"), subscriber.attempts());
      broker.restart();
      clock.advance(Duration.ofHours(1));
      assertEquals(List.of("sold", "sold", "sold", "sold"), subscriber.attempts());
      List<String> moved = receive(sqs, url(sqs, "orders"));
      assertEquals(
          List.of("a", "b", "c"),
          Stream.concat(moved.stream(), receive(sqs, dead).stream()).sorted().toList());
      assertEquals(List.of(), List.copyOf(errors.found));
    }
  }

  private static String url(SqsClient sqs, String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  private static List<String> receive(SqsClient sqs, String queueUrl) {
    return sqs
        .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }
}
