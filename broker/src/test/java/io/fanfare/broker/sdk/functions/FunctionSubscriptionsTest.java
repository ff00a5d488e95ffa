package io.fanfare.broker.sdk.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Topics invoke the functions that are subscribed to them, as AWS does. */
final class FunctionSubscriptionsTest extends FunctionsAtWork {

  private final SnsClient sns = clients.sns();
  private final SqsClient sqs = clients.sqs();
  private final String topic = sns.createTopic(c -> c.name("t")).topicArn();
  private final String dead = sqs.createQueue(c -> c.queueName("dead")).queueUrl();

  FunctionSubscriptionsTest() {
    super(
        (request, event) -> {
          if (request.path().equals("/throws")) {
            request.response().putHeader("X-Amz-Function-Error", "Unhandled");
          }
          request.response().end("{\"errorMessage\":\"no\"}");
        },
        "f=/f",
        "throws=/throws,retries=0,deadLetter=" + QUEUE + "dead");
  }

  private String subscribe(String function, Map<String, String> attributes) {
    return sns.subscribe(
            s ->
                s.topicArn(topic)
                    .protocol("lambda")
                    .endpoint(FUNCTION + function)
                    .attributes(attributes)
                    .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private Message letter() {
    for (int i = 0; i < 3; i++) {
      List<Message> letters =
          sqs.receiveMessage(r -> r.queueUrl(dead).waitTimeSeconds(15).messageAttributeNames("All"))
              .messages();
      if (!letters.isEmpty()) {
        return letters.get(0);
      }
    }
    throw new AssertionError("no dead letter has come");
  }

  @Test
  void aFunctionGetsWhatIsPublishedInAwssEvent() throws InterruptedException {
    String subscription = subscribe("f", Map.of());
    String id =
        sns.publish(
                p ->
                    p.topicArn(topic)
                        .message("hello")
                        .messageAttributes(
                            Map.of(
                                "Test",
                                MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("x")
                                    .build())))
            .messageId();
    JsonObject record = next().getJsonArray("Records").getJsonObject(0);
    assertEquals("aws:sns", record.getString("EventSource"));
    assertEquals("1.0", record.getString("EventVersion"));
    assertEquals(subscription, record.getString("EventSubscriptionArn"));
    JsonObject message = record.getJsonObject("Sns");
    assertEquals("Notification", message.getString("Type"));
    assertEquals(id, message.getString("MessageId"));
    assertEquals("hello", message.getString("Message"));
    assertTrue(message.containsKey("Subject"));
    assertNull(message.getString("Subject"));
    assertEquals(
        new JsonObject().put("Type", "String").put("Value", "x"),
        message.getJsonObject("MessageAttributes").getJsonObject("Test"));
    assertTrue(message.getString("SigningCertUrl").endsWith(".pem"));
    assertTrue(message.getString("UnsubscribeUrl").contains(subscription));
  }

  @Test
  void theVersionOfSignaturesIsToldAsOneThoughItIsTwo() throws InterruptedException {
    sns.setTopicAttributes(
        s -> s.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
    subscribe("f", Map.of());
    sns.publish(p -> p.topicArn(topic).message("hello"));
    JsonObject message = next().getJsonArray("Records").getJsonObject(0).getJsonObject("Sns");
    assertEquals("1", message.getString("SignatureVersion"));
    assertEquals(new JsonObject(), message.getJsonObject("MessageAttributes"));
  }

  @Test
  void whatAFunctionThrowsAtGoesToItsOwnDeadLetterQueue() throws InterruptedException {
    subscribe("throws", Map.of());
    sns.publish(p -> p.topicArn(topic).message("hello"));
    JsonObject event = next();
    Message letter = letter();
    assertEquals(event, new JsonObject(letter.body()));
    assertEquals(Attributes.number("200"), letter.messageAttributes().get("ErrorCode"));
    assertEquals(Attributes.string("no"), letter.messageAttributes().get("ErrorMessage"));
  }

  @Test
  void whatIsForAFunctionThatIsNotThereGoesToTheDeadLetterQueueOfItsSubscription() {
    subscribe(
        "missing", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "dead\"}"));
    sns.publish(p -> p.topicArn(topic).message("hello"));
    JsonObject envelope = new JsonObject(letter().body());
    assertEquals("Notification", envelope.getString("Type"));
    assertEquals("hello", envelope.getString("Message"));
    assertTrue(envelope.containsKey("SigningCertURL"));
  }

  @Test
  void aFunctionTakesNoRawMessages() {
    assertThrows(
        InvalidParameterException.class,
        () -> subscribe("f", Map.of("RawMessageDelivery", "true")));
  }
}
