package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** How a test uses the kit: workers that fail, delays and filters, without a second of waiting. */
@Fanfare(config = "fanfare.yaml", clock = ClockMode.FROZEN)
class OrdersTest {

  @Test
  void whatAWorkerDoesNotDeleteComesBack(SqsClient sqs, FanfareClock clock) {
    String orders = url(sqs, "orders");
    sqs.sendMessage(message -> message.queueUrl(orders).messageBody("one book"));
    assertEquals(List.of("one book"), receive(sqs, orders));
    clock.advance(Duration.ofSeconds(29));
    assertEquals(List.of(), receive(sqs, orders));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(List.of("one book"), receive(sqs, orders));
  }

  @Test
  void whatFailsTwiceIsADeadLetter(SqsClient sqs, FanfareClock clock) {
    String orders = url(sqs, "orders");
    sqs.sendMessage(message -> message.queueUrl(orders).messageBody("no book"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertEquals(List.of("no book"), receive(sqs, orders));
      clock.advance(Duration.ofSeconds(30));
    }
    assertEquals(List.of(), receive(sqs, orders));
    assertEquals(List.of("no book"), receive(sqs, url(sqs, "orders-dead")));
  }

  @Test
  void aReminderComesAfterTenMinutes(SqsClient sqs, FanfareClock clock) {
    String reminders = url(sqs, "reminders");
    sqs.sendMessage(message -> message.queueUrl(reminders).messageBody("pay"));
    assertEquals(List.of(), receive(sqs, reminders));
    clock.advance(Duration.ofMinutes(10));
    assertEquals(List.of("pay"), receive(sqs, reminders));
  }

  @Test
  void onlyParcelsAreShipped(SqsClient sqs, SnsClient sns, Publications published) {
    publish(sns, "letter", "a card");
    publish(sns, "parcel", "a book");
    assertEquals(List.of("a book"), receive(sqs, url(sqs, "parcels")));
    List<Publication> all = published.to("shop");
    assertEquals(List.of("a card", "a book"), all.stream().map(Publication::body).toList());
    assertEquals(Map.of("kind", "parcel"), all.get(1).attributes());
  }

  @Test
  void nothingOfAnotherTestIsThere(SqsClient sqs, Publications published) {
    assertEquals(List.of(), receive(sqs, url(sqs, "orders")));
    assertTrue(published.all().isEmpty());
  }

  private static void publish(SnsClient sns, String kind, String text) {
    sns.publish(
        message ->
            message
                .topicArn("arn:aws:sns:us-east-1:000000000000:shop")
                .message(text)
                .messageAttributes(
                    Map.of(
                        "kind",
                        software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(kind)
                            .build())));
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
