package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A broker without JUnit: what it says of itself, what it keeps and what it has seen. */
class FanfareBrokerTest {

  @Test
  void itSaysHowItIsReached() {
    try (FanfareBroker broker = FanfareBroker.open()) {
      URI endpoint = broker.endpoint();
      assertEquals("127.0.0.1", endpoint.getHost());
      assertEquals(endpoint.toString(), broker.properties().get("aws.endpointUrl"));
      assertEquals(endpoint.toString(), broker.environment().get("AWS_ENDPOINT_URL"));
      assertEquals("us-east-1", broker.environment().get("AWS_REGION"));
      assertEquals("000000000000", broker.account());
    }
  }

  @Test
  void aDurableOneKeepsItsMessagesWhenItIsOpenedAgain() {
    try (FanfareBroker broker = FanfareBroker.open(new FanfareOptions().setDurable(true))) {
      SqsClient sqs = broker.clients().sqs();
      String url = sqs.createQueue(request -> request.queueName("orders")).queueUrl();
      sqs.sendMessage(message -> message.queueUrl(url).messageBody("kept"));
      broker.clock().advance(Duration.ofDays(1));
      broker.restart();
      assertEquals(
          "kept", sqs.receiveMessage(request -> request.queueUrl(url)).messages().get(0).body());
      assertEquals(1, broker.published().to("orders").size());
    }
  }

  @Test
  void oneInMemoryHasItsConfigurationWhenItIsOpenedAgain() {
    FanfareOptions options = new FanfareOptions().setConfig("fanfare.yaml");
    try (FanfareBroker broker = FanfareBroker.open(options)) {
      SqsClient sqs = broker.clients().sqs();
      sqs.createQueue(request -> request.queueName("more"));
      broker.restart();
      assertEquals(4, sqs.listQueues().queueUrls().size());
    }
  }

  @Test
  void ofAConfigurationThereIsNotWhatTiesItToItsMachine() {
    CompletableFuture<BrokerOptions> seen = new CompletableFuture<>();
    FanfareOptions options = new FanfareOptions().setConfig("elsewhere.yaml").with(seen::complete);
    try (FanfareBroker broker = FanfareBroker.open(options)) {
      assertEquals("http://127.0.0.1:" + broker.broker().port(), broker.endpoint().toString());
      assertEquals(
          List.of(broker.endpoint() + "/000000000000/orders"),
          broker.clients().sqs().listQueues().queueUrls());
      assertEquals(OptionalInt.empty(), broker.broker().statusPort());
      String endpoint = new BrokerOptions().getTopics().getEndpoint();
      assertEquals(endpoint, seen.join().getTopics().getEndpoint());
      assertEquals(endpoint, seen.join().getQueues().getEndpoint());
      assertEquals(endpoint, seen.join().getFunctions().getEndpoint());
    }
  }

  @Test
  void whatAProgramSetsCounts() {
    FanfareOptions options =
        new FanfareOptions()
            .with(more -> more.getHttp().setHost("localhost"))
            .with(more -> more.getStatus().setPort(0));
    try (FanfareBroker broker = FanfareBroker.open(options)) {
      assertEquals("localhost", broker.endpoint().getHost());
      assertEquals(List.of(), broker.clients().sqs().listQueues().queueUrls());
      assertTrue(broker.broker().statusPort().isPresent());
    }
  }

  @Test
  void aBrokerWithoutHttpHasNoEndpoint() {
    FanfareOptions options = new FanfareOptions().with(more -> more.setHttpEnabled(false));
    try (FanfareBroker broker = FanfareBroker.open(options)) {
      assertThrows(IllegalStateException.class, broker::endpoint);
      broker.restart();
      assertEquals(List.of(), broker.published().all());
    }
  }

  @Test
  void whatDoesNotOpenLeavesNoData() {
    CompletableFuture<BrokerOptions> seen = new CompletableFuture<>();
    FanfareOptions options =
        new FanfareOptions()
            .setDurable(true)
            .with(more -> more.setResources("queues: {orders: {DelaySeconds: -1}}"))
            .with(seen::complete);
    assertThrows(RuntimeException.class, () -> FanfareBroker.open(options));
    String path = seen.join().getStore().getPath();
    assertTrue(path.contains("fanfare"), path);
    assertFalse(Files.exists(Path.of(path)), path);
  }

  @Test
  void aClientIsMadeWhateverTheBrokerIsBusyWith() throws Exception {
    try (FanfareBroker broker = FanfareBroker.open()) {
      FanfareClients clients = broker.clients();
      synchronized (broker) {
        SqsClient made = CompletableFuture.supplyAsync(clients::sqs).get(20, TimeUnit.SECONDS);
        assertSame(made, clients.sqs());
      }
    }
  }

  @Test
  void aBrokerThatIsClosedMakesNoClients() {
    FanfareBroker broker = FanfareBroker.open();
    FanfareClients clients = broker.clients();
    broker.close();
    broker.close();
    assertThrows(IllegalStateException.class, clients::sqs);
    assertThrows(IllegalStateException.class, broker::clients);
    assertThrows(IllegalStateException.class, broker::restart);
  }

  @Test
  void whatFailsKeepsNothingElseFromBeingDone() {
    List<String> done = new ArrayList<>();
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    List<Runnable> parts =
        List.of(
            () -> {
              throw first;
            },
            () -> done.add("one"),
            () -> {
              throw second;
            },
            () -> done.add("two"));
    assertSame(first, assertThrows(IllegalStateException.class, () -> InTurn.all(parts)));
    assertEquals(List.of("one", "two"), done);
    assertEquals(List.of(second), List.of(first.getSuppressed()));
  }

  @Test
  void aConfigurationThatIsNotThereIsNamed() {
    FanfareOptions options = new FanfareOptions().setConfig("absent.yaml");
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FanfareBroker.open(options));
    assertTrue(refusal.toString().contains("absent.yaml"), refusal.toString());
  }

  @Test
  void whatIsPublishedIsSeenFromWhereverItComes() {
    FanfareOptions options = new FanfareOptions().setConfig("fanfare.yaml");
    try (FanfareBroker broker = FanfareBroker.open(options)) {
      String shop = "arn:aws:sns:us-east-1:000000000000:shop";
      SnsClient sns = broker.clients().sns();
      sns.publish(message -> message.topicArn(shop).message("one").subject("first"));
      sns.publishBatch(
          batch ->
              batch
                  .topicArn(shop)
                  .publishBatchRequestEntries(
                      PublishBatchRequestEntry.builder().id("a").message("two").build(),
                      PublishBatchRequestEntry.builder().id("b").message("three").build()));
      broker.broker().queues().createQueue(new CreateQueue("shop")).await();
      broker.broker().queues().sendMessage(new SendMessage("shop", "four")).await();
      broker
          .broker()
          .queues()
          .sendMessageBatch(
              new SendMessageBatch(
                  "shop",
                  List.of(
                      new SendMessageBatch.Entry("a", "five"),
                      new SendMessageBatch.Entry("b", "\u0001"))))
          .await();
      Publications published = broker.published();
      assertEquals(
          List.of("one", "two", "three", "four", "five"),
          published.to("shop").stream().map(Publication::body).toList());
      assertEquals(3, published.to(shop).size());
      assertEquals("first", published.all().get(0).subject());
      assertEquals(Map.of(), published.all().get(0).attributes());
    }
  }

  @Test
  void whatIsNotPublishedIsAnErrorInTime() {
    try (FanfareBroker broker = FanfareBroker.open()) {
      AssertionError error =
          assertThrows(
              AssertionError.class,
              () -> broker.published().await("orders", 1, Duration.ofMillis(10)));
      assertTrue(error.toString().contains("orders"), error.toString());
    }
  }

  @Test
  void whatIsRefusedIsNotPublished() {
    try (FanfareBroker broker = FanfareBroker.open()) {
      assertThrows(
          RuntimeException.class,
          () -> broker.broker().queues().sendMessage(new SendMessage("absent", "x")).await());
      assertEquals(List.of(), broker.published().all());
    }
  }
}
