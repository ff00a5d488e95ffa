package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as one object and as one verticle. */
class BrokerTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  @Test
  void aMessageSurvivesTheBrokerThatTookIt(@TempDir Path directory) {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setPath(directory.resolve("data").toString());

    Broker first = Broker.open(vertx, options).await();
    first.queues().createQueue(new CreateQueue("orders")).await();
    first.queues().sendMessage(new SendMessage("orders", "hello")).await();
    first.close().await();

    Broker second = Broker.open(vertx, options).await();
    List<Message> received =
        second.queues().receiveMessage(new ReceiveMessage("orders", 10)).await().messages();
    assertEquals(List.of("hello"), received.stream().map(Message::body).toList());
    second.close().await();
  }

  @Test
  void aClosingBrokerAnswersWhoWaitsForAMessage() {
    Broker broker = Broker.open(vertx, inMemory()).await();
    broker.queues().createQueue(new CreateQueue("orders")).await();
    Future<ReceiveMessage.Result> waiting =
        broker
            .queues()
            .receiveMessage(
                new ReceiveMessage("orders", List.of(), List.of(), List.of(), 1, null, 20, null));
    broker.queues().getQueueAttributes(new GetQueueAttributes("orders", List.of("All"))).await();
    assertFalse(waiting.isComplete());
    broker.close().await();
    assertEquals(List.of(), waiting.await().messages());
  }

  @Test
  void closingTwiceIsClosingOnce() {
    Broker broker = Broker.open(vertx, inMemory()).await();
    assertEquals(broker.close(), broker.close());
    broker.close().await();
  }

  @Test
  void aBrokerThatCannotListenLeavesItsStoreFree(@TempDir Path directory) {
    Broker holder = Broker.open(vertx, listening(0, directory.resolve("one"))).await();
    BrokerOptions other = listening(holder.port(), directory.resolve("two"));
    assertThrows(Exception.class, () -> Broker.open(vertx, other).await());
    other.getHttp().setPort(0);
    Broker.open(vertx, other).await().close().await();
    holder.close().await();
  }

  @Test
  void aVerticleIsConfiguredByTheOptionsInJson() {
    BrokerVerticle verticle = new BrokerVerticle();
    JsonObject config = inMemory().setHttpEnabled(true).toJson();
    config.getJsonObject("http").put("host", "127.0.0.1").put("port", 0);
    String id = vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)).await();
    assertTrue(verticle.broker().port() > 0);
    vertx.undeploy(id).await();
  }

  @Test
  void aVerticleWhoseConfigurationIsMisspelledIsNotDeployed() {
    JsonObject config = JsonObject.of("http", JsonObject.of("prot", 0));
    DeploymentOptions options = new DeploymentOptions().setConfig(config);
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> vertx.deployVerticle(new BrokerVerticle(), options).await());
    assertEquals("http.prot is not a setting; the nearest is port", refusal.getMessage());
  }

  private static BrokerOptions inMemory() {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setMemory(true);
    return options;
  }

  private static BrokerOptions listening(int port, Path data) {
    BrokerOptions options = new BrokerOptions();
    options.getHttp().setHost("127.0.0.1").setPort(port);
    options.getStore().setPath(data.toString());
    return options;
  }
}
