package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.config.ConfigException;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscription;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker has what its file says when it has opened, or does not open and has changed nothing. */
class ConfigTest {

  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().resolveSibling("examples").resolve("fanfare.yaml");

  private static final String SOME =
      """
      queues:
        a: {VisibilityTimeout: 60, tags: {x: "1"}}
        b: {deadLetter: {queue: a, maxReceiveCount: 3}}
      topics:
        t:
          DisplayName: one
          subscriptions:
            - {protocol: sqs, endpoint: a, FilterPolicy: {kind: [x]}}
      """;

  private final Vertx vertx = Vertx.vertx();

  private final Path directory;

  ConfigTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theExampleHasATopicWhoseMessagesReachTheQueuesThatWantThem() {
    Broker broker = open(BrokerOptions.ofFile(EXAMPLE));
    publish(broker, "letter");
    publish(broker, "parcel");
    assertEquals(List.of("letter", "parcel"), received(broker, "billing"));
    assertEquals(List.of("parcel"), received(broker, "shipping"));
    assertEquals(
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:billing-dead\","
            + "\"maxReceiveCount\":5}",
        attributes(broker, "billing").get("RedrivePolicy"));
    assertEquals(
        Map.of("team", "money"),
        broker.queues().listQueueTags(new ListQueueTags("billing")).await().tags());
    broker.close().await();
  }

  private static void publish(Broker broker, String kind) {
    broker
        .topics()
        .publish(
            new Publish(
                "arn:aws:sns:us-east-1:000000000000:orders",
                kind,
                Map.of("kind", MessageAttribute.string(kind))))
        .await();
  }

  private static List<String> received(Broker broker, String queue) {
    return broker.queues().receiveMessage(new ReceiveMessage(queue, 10)).await().messages().stream()
        .map(message -> String.valueOf(message.body()))
        .sorted()
        .toList();
  }

  private static Map<String, String> attributes(Broker broker, String queue) {
    return broker
        .queues()
        .getQueueAttributes(new GetQueueAttributes(queue, List.of("All")))
        .await()
        .attributes();
  }

  @Test
  void whatIsThereAndEqualIsLeftAndWhatIsOtherwiseIsChanged() {
    BrokerOptions options = onDisk();
    Broker broker = open(options.setResources(SOME));
    broker.queues().sendMessage(new SendMessage("a", "kept")).await();
    Map<String, String> before = attributes(broker, "a");
    List<Subscription> subscribed = subscriptions(broker);
    broker.close().await();

    broker = open(options);
    assertEquals(before, attributes(broker, "a"));
    assertEquals(subscribed, subscriptions(broker));
    broker.close().await();

    broker =
        open(
            options.setResources(
                SOME.replace("60", "70")
                    .replace("\"1\"", "\"2\"")
                    .replace("maxReceiveCount: 3", "maxReceiveCount: 4")
                    .replace("one", "two")
                    .replace("[x]", "[y]")));
    assertEquals("70", attributes(broker, "a").get("VisibilityTimeout"));
    assertTrue(
        String.valueOf(attributes(broker, "b").get("RedrivePolicy"))
            .contains("\"maxReceiveCount\":4"));
    assertEquals(
        Map.of("x", "2"), broker.queues().listQueueTags(new ListQueueTags("a")).await().tags());
    assertEquals("1", attributes(broker, "a").get("ApproximateNumberOfMessages"));
    assertEquals(subscribed, subscriptions(broker));
    broker.close().await();
  }

  private static List<Subscription> subscriptions(Broker broker) {
    return broker.topics().listSubscriptions(new ListSubscriptions()).await().subscriptions();
  }

  @Test
  void eachMistakeIsToldWithItsLineAndNothingIsChanged() {
    String wrong =
        """
        queues:
          a:
            VisibilityTimeout: 99999
            DelaySeconds: 5
            Policy: {Version: 2012-10-17, Statement: nonsense}
          b: {VisibilityTimeouts: 5}
          c.fifo: {FifoQueue: true, VisibilityTimeout: 99999}
          d: {deadLetter: {queue: missing, maxReceiveCount: 3}}
          e: {}
        topics:
          t:
            KmsMasterKey: x
            deadLetter: {queue: e}
            subscriptions:
              - {protocol: sqs, endpoint: e, FilterPolicy: {kind: parcel}}
              - {protocol: fax, endpoint: e}
              - {protocol: sqs, endpoint: d, tags: {a: b}}
        eventSourceMappings:
          - {queue: e, function: unknown}
        """;
    BrokerOptions options = onDisk();
    assertEquals(
        List.of(3, 5, 6, 7, 8, 12, 13, 15, 16, 17, 19),
        lines(refused(options.setResources(wrong))));
    Broker broker = open(options.setResources(null));
    assertEquals(List.of(), broker.queues().listQueues(new ListQueues()).await().queueUrls());
    assertEquals(List.of(), broker.topics().listTopics(new ListTopics()).await().topics());
    broker.close().await();
  }

  @Test
  void whatIsNotSuchAFileIsToldWithItsLine() {
    String wrong =
        """
        settings:
          http: {port: http, prot: 1}
          store: {memory: maybe}
        account: 12
        queue: {}
        queues:
          a: {account: x}
          b: {deadLetter: {queue: a}}
          c: []
        topics:
          t: {subscriptions: [{endpoint: a}]}
        prune: perhaps
        """;
    ConfigException refused =
        assertThrows(ConfigException.class, () -> BrokerOptions.ofFile(file(wrong)));
    assertEquals(List.of(2, 2, 3, 4, 5, 7, 8, 9, 11, 12), lines(refused));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith(directory.resolve("broker.yaml") + ":2: http.port is 'http', not between"),
        refused::getMessage);
  }

  private Path file(String text) {
    try {
      return Files.writeString(directory.resolve("broker.yaml"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aQueueOfTheOtherKindIsAConflictAndNothingIsChanged() {
    BrokerOptions options = onDisk();
    Broker broker = open(options.setResources("queues: {a: {VisibilityTimeout: 60}}"));
    broker.close().await();
    ConfigException refused =
        refused(
            options.setResources(
                "queues:\n  b: {}\n  a:\n    VisibilityTimeout: 70\n    FifoQueue: true\n"));
    assertEquals(List.of(5), lines(refused));
    broker = open(options.setResources(null));
    assertEquals("60", attributes(broker, "a").get("VisibilityTimeout"));
    assertEquals(1, broker.queues().listQueues(new ListQueues()).await().queueUrls().size());
    broker.close().await();
  }

  @Test
  void whatIsNotInTheFileStaysUnlessItIsPruned() {
    BrokerOptions options = onDisk();
    Broker broker =
        open(
            options.setResources(
                """
                queues: {a: {}, b: {}}
                topics:
                  t: {subscriptions: [{protocol: sqs, endpoint: a}, {protocol: sqs, endpoint: b}]}
                  u: {}
                """));
    broker.queues().sendMessage(new SendMessage("b", "lost")).await();
    broker.queues().as(other()).createQueue(new CreateQueue("others")).await();
    broker.close().await();
    String fewer =
        "queues: {a: {}}\ntopics: {t: {subscriptions: [{protocol: sqs, endpoint: a}]}}\n";

    broker = open(options.setResources(fewer));
    assertEquals(2, broker.queues().listQueues(new ListQueues()).await().queueUrls().size());
    broker.close().await();

    broker = open(options.setResources(fewer + "prune: true\n"));
    assertEquals(1, broker.queues().listQueues(new ListQueues()).await().queueUrls().size());
    assertEquals(1, broker.topics().listTopics(new ListTopics()).await().topics().size());
    assertEquals(1, subscriptions(broker).size());
    assertEquals(
        1, broker.queues().as(other()).listQueues(new ListQueues()).await().queueUrls().size());
    broker.close().await();
  }

  private static Caller other() {
    return new Caller("111122223333", "us-east-1", "http://localhost:4566");
  }

  @Test
  void aResourceMayBeInAnotherAccountAndRegion() {
    Broker broker =
        open(
            onDisk()
                .setResources(
                    """
                    queues:
                      a: {account: "111122223333"}
                      arn:aws:sqs:eu-west-1:111122223333:a: {DelaySeconds: 9}
                    """));
    assertEquals(
        1, broker.queues().as(other()).listQueues(new ListQueues()).await().queueUrls().size());
    assertEquals(
        "9",
        broker
            .queues()
            .as(new Caller("111122223333", "eu-west-1", "http://localhost:4566"))
            .getQueueAttributes(new GetQueueAttributes("a", List.of("DelaySeconds")))
            .await()
            .attributes()
            .get("DelaySeconds"));
    broker.close().await();
  }

  @Test
  void functionsAreMappedToQueues() {
    BrokerOptions options =
        onDisk()
            .setResources(
                """
                queues: {a: {VisibilityTimeout: 60}, b: {VisibilityTimeout: 60}}
                eventSourceMappings:
                  - queue: a
                    function: f
                    BatchSize: 3
                    Enabled: false
                    FilterCriteria: {Filters: [{Pattern: {body: {kind: [x]}}}]}
                  - {queue: b, function: "function:f", Enabled: false}
                prune: true
                """);
    options.getFunctions().setFunctions(List.of("f=http://127.0.0.1:9/"));
    for (int i = 0; i < 2; i++) {
      Broker broker = open(options);
      var mappings =
          broker
              .functions()
              .listEventSourceMappings(new ListEventSourceMappings(null, null, null, null))
              .await()
              .eventSourceMappings();
      assertEquals(List.of(3, 10), mappings.stream().map(one -> one.batchSize()).sorted().toList());
      mappings.forEach(one -> assertEquals("Disabled", one.state()));
      broker.close().await();
    }
  }

  @Test
  void theJsonFormOfOptionsMayHaveResourcesAsTheyAre() {
    JsonObject json =
        new BrokerOptions()
            .toJson()
            .put("resources", new JsonObject("{\"queues\":{\"a\":{\"VisibilityTimeout\":60}}}"));
    BrokerOptions options = new BrokerOptions(json).setHttpEnabled(false);
    options.getStore().setMemory(true);
    Broker broker = open(options);
    assertEquals("60", attributes(broker, "a").get("VisibilityTimeout"));
    broker.close().await();
  }

  @Test
  void resourcesAndAFileOfThemAreOneTooMany() {
    ConfigException refused =
        refused(onDisk().setResources("queues: {}").setConfig(EXAMPLE.toString()));
    assertTrue(String.valueOf(refused.getMessage()).contains("leave one of them out"));
  }

  private static List<Integer> lines(ConfigException refused) {
    return String.valueOf(refused.getMessage())
        .lines()
        .map(line -> Integer.valueOf(line.replaceFirst("^[^:]*:([0-9]+): .*$", "$1")))
        .toList();
  }

  private ConfigException refused(BrokerOptions options) {
    return assertThrows(ConfigException.class, () -> open(options));
  }

  private BrokerOptions onDisk() {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false);
    options.getStore().setPath(directory.resolve("data").toString());
    options.getQueues().setDeletedNameSeconds(0);
    return options;
  }

  private Broker open(BrokerOptions options) {
    if (options.getConfig() != null && options.getResources() == null) {
      options.getStore().setMemory(true);
      options.getHttp().setPort(0);
    }
    return Broker.open(vertx, options).await();
  }
}
