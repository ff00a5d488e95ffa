package io.fanfare.broker.sdk.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.broker.proof.SdkClients;
import io.fanfare.broker.sdk.fixture.Attributes;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Topics invoke the functions that are subscribed to them, as AWS does. */
final class FunctionSubscriptionsTest {

  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "eu-central-1";
  private static final String FUNCTION = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:";
  private static final String QUEUE = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":";

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private final int port =
      vertx
          .createHttpServer()
          .requestHandler(
              request ->
                  request
                      .body()
                      .onSuccess(
                          body -> {
                            events.add(body.toJsonObject());
                            if (request.path().equals("/throws")) {
                              request.response().putHeader("X-Amz-Function-Error", "Unhandled");
                            }
                            request.response().end("{\"errorMessage\":\"no\"}");
                          }))
          .listen(0, "127.0.0.1")
          .await()
          .actualPort();
  private final Broker broker = Broker.open(vertx, options()).await();
  private final SdkClients clients =
      new SdkClients(URI.create("http://localhost:" + broker.port()), ACCOUNT, REGION);
  private final SnsClient sns = clients.sns();
  private final SqsClient sqs = clients.sqs();
  private final String topic = sns.createTopic(c -> c.name("t")).topicArn();
  private final String dead = sqs.createQueue(c -> c.queueName("dead")).queueUrl();

  private BrokerOptions options() {
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setHost("127.0.0.1").setPort(0);
    String url = "http://127.0.0.1:" + port;
    options
        .getFunctions()
        .setFunctions(
            List.of(
                "f=" + url + "/f",
                "throws=" + url + "/throws,retries=0,deadLetter=" + QUEUE + "dead"));
    return options;
  }

  @AfterEach
  void close() {
    broker.close().await();
    vertx.close().await();
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

  private JsonObject next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(40, TimeUnit.SECONDS));
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
