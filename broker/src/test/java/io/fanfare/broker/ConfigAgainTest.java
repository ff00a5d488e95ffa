package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.topics.model.Publish;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that is used again changes what it says otherwise, and has no other effect. */
class ConfigAgainTest {

  private static final String ARCHIVE =
      """
      queues: {audit.fifo: {FifoQueue: true, VisibilityTimeout: 0}}
      topics:
        payments.fifo:
          FifoTopic: true
          ArchivePolicy: {MessageRetentionPeriod: 30}
          subscriptions:
            - protocol: sqs
              endpoint: audit.fifo
              RawMessageDelivery: %s
              ReplayPolicy: {PointType: Timestamp, StartingPoint: "2026-01-01T00:00:00.000Z"}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Path directory;

  ConfigAgainTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void anotherAttributeOfASubscriptionDoesNotReplayTheArchiveAgain() {
    Broker broker = open(ARCHIVE.formatted("false"));
    broker
        .topics()
        .publish(
            new Publish(
                "arn:aws:sns:us-east-1:000000000000:payments.fifo",
                null,
                null,
                "paid",
                null,
                null,
                Map.of(),
                "1",
                "g"))
        .await();
    assertEquals(1, received(broker));
    broker.close().await();
    broker = open(ARCHIVE.formatted("true"));
    assertEquals(1, received(broker));
    broker.close().await();
    broker = open(ARCHIVE.formatted("true"));
    assertEquals(1, received(broker));
    broker.close().await();
  }

  private static int received(Broker broker) {
    return broker
        .queues()
        .receiveMessage(new ReceiveMessage("audit.fifo", 10))
        .await()
        .messages()
        .size();
  }

  @Test
  void aTagThatAClientHasAddedMakesNoDifference() {
    String file = "queues: {a: {tags: {x: y}}}";
    Broker broker = open(file);
    broker.queues().tagQueue(new TagQueue("a", Map.of("more", "z"))).await();
    broker.close().await();
    broker = open(file);
    assertEquals(
        Map.of("x", "y", "more", "z"),
        broker.queues().listQueueTags(new ListQueueTags("a")).await().tags());
    broker.close().await();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatComesThroughAPipeIsReadOnce() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, "settings: {http: {port: 0}}\nqueues: {a: {}}\n");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    BrokerOptions options = BrokerOptions.ofFile(pipe);
    writer.join();
    assertNull(options.getConfig());
    options.getStore().setMemory(true);
    Broker broker = Broker.open(vertx, options).await();
    assertEquals(Map.of(), broker.queues().listQueueTags(new ListQueueTags("a")).await().tags());
    broker.close().await();
  }

  @Test
  void whereAFloorIsSaidToBeItStays() throws IOException {
    Path file = directory.resolve("fanfare.yaml");
    Files.writeString(file, "settings: {queues: {account: '111122223333'}}");
    BrokerOptions options = BrokerOptions.ofFile(file);
    assertEquals("111122223333", options.getQueues().getAccount());
    assertEquals("000000000000", options.getTopics().getAccount());
    Files.writeString(file, "{account: '444455556666', region: eu-west-1}");
    options = BrokerOptions.ofFile(file);
    assertEquals(
        List.of("444455556666", "444455556666", "eu-west-1"),
        List.of(
            options.getQueues().getAccount(),
            options.getTopics().getAccount(),
            options.getHttp().getRegion()));
  }

  private Broker open(String resources) {
    BrokerOptions options = new BrokerOptions().setResources(resources);
    options.getStore().setPath(directory.resolve("data").toString());
    options.getHttp().setPort(0);
    return Broker.open(vertx, options).await();
  }
}
