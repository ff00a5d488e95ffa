package io.fanfare.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.config.ConfigException;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListTopics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a file needs others: endpoints that confirm, and those who decide who may do what. */
class ConfigConfirmationTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  private final Path directory;

  ConfigConfirmationTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void anEndpointOverHttpIsAskedToConfirmOnceTheBrokerCanAnswer() {
    HttpServer endpoint =
        vertx.createHttpServer().requestHandler(this::confirm).listen(0, "127.0.0.1").await();
    BrokerOptions options =
        onDisk()
            .setResources(
                """
                topics:
                  t:
                    subscriptions:
                      - protocol: http
                        endpoint: http://127.0.0.1:%d/
                        RawMessageDelivery: true
                """
                    .formatted(endpoint.actualPort()));
    Broker broker = Broker.open(vertx, options).await();
    await().until(() -> arns(broker).get(0).startsWith("arn:"));
    List<String> confirmed = arns(broker);
    broker.close().await();

    Broker again = Broker.open(vertx, options).await();
    assertEquals(confirmed, arns(again));
    assertEquals(1, asked.get());
    again.close().await();
  }

  private void confirm(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              asked.incrementAndGet();
              String url = new JsonObject(body).getString("SubscribeURL");
              vertx
                  .createHttpClient()
                  .request(new RequestOptions().setAbsoluteURI(url))
                  .compose(open -> open.send())
                  .onComplete(answered -> request.response().end());
            });
  }

  private static List<String> arns(Broker broker) {
    return broker
        .topics()
        .listSubscriptions(new ListSubscriptions())
        .await()
        .subscriptions()
        .stream()
        .map(subscription -> subscription.subscriptionArn())
        .toList();
  }

  @Test
  void withAccessControlItIsDoneAsTheRootOfEachAccountAndIsInTheAuditLog() throws IOException {
    Path access = directory.resolve("access.yaml");
    Files.createFile(
        access, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(access, "accounts: {'000000000000': {keys: [{id: A, secret: not-used}]}}");
    Path audit = directory.resolve("audit.log");
    BrokerOptions options =
        onDisk()
            .setAccess(access.toString())
            .setAuditLog(audit.toString())
            .setResources("queues: {a: {}, b: {account: '111122223333', DelaySeconds: 1}}");
    Broker.open(vertx, options).await().close().await();
    List<String> log = Files.readAllLines(audit);
    assertTrue(
        log.stream()
            .anyMatch(
                line ->
                    line.contains("\"sqs:CreateQueue\"")
                        && line.contains("arn:aws:iam::111122223333:root")),
        log::toString);
    assertEquals(2, log.stream().filter(line -> line.contains("sqs:CreateQueue")).count());
  }

  @Test
  void whatIsSealedIsNoHindrance() {
    KeyFixture keys = KeyFixture.in(directory);
    keys.write(KeyFixture.key("1234abcd-12ab-34cd-56ef-1234567890a1", "aws/sqs", 1, "enabled"));
    BrokerOptions options = onDisk().setKeys(keys.path().toString());
    for (String resources :
        List.of("topics: {t: {}}", "topics: {t: {DisplayName: x}}\nqueues: {a: {}}")) {
      Broker broker = Broker.open(vertx, options.setResources(resources)).await();
      assertEquals(1, broker.topics().listTopics(new ListTopics()).await().topics().size());
      broker.close().await();
    }
  }

  @Test
  void whatDeniesTheRootOfAnAccountIsToldBeforeAnythingChanges() throws IOException {
    Path access = directory.resolve("access.yaml");
    Files.createFile(
        access, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(access, "accounts: {'000000000000': {keys: [{id: A, secret: not-used}]}}");
    BrokerOptions options = onDisk().setAccess(access.toString());
    String denied =
        """
        queues:
          a:
            Policy:
              Version: "2012-10-17"
              Statement:
                Effect: Deny
                Principal: "*"
                Action: sqs:TagQueue
                Resource: "*"
        """;
    Broker.open(vertx, options.setResources(denied)).await().close().await();
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                Broker.open(
                        vertx,
                        options.setResources(
                            "queues:\n  b: {}\n  a:\n    tags: {x: y}\n    DelaySeconds: 1\n"))
                    .await());
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("resources:4: tags of the queue a: "),
        refused::getMessage);
    Broker broker = Broker.open(vertx, options.setResources(denied)).await();
    assertEquals(1, broker.queues().listQueues(new ListQueues()).await().queueUrls().size());
    broker.close().await();
  }

  private BrokerOptions onDisk() {
    BrokerOptions options = new BrokerOptions();
    options.getHttp().setPort(0);
    options.getStore().setPath(directory.resolve("data").toString());
    return options;
  }
}
