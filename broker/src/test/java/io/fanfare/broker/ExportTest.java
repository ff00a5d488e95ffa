package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.config.ExportCommand;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a broker has is printed as a file that another one begins with, which has the same then. */
class ExportTest {

  private static final String EVERYTHING =
      """
      queues:
        a: {VisibilityTimeout: 60, DelaySeconds: 3, tags: {no: "no", zero: "007"}}
        b:
          deadLetter: {queue: a, maxReceiveCount: 3}
          Policy:
            Version: "2012-10-17"
            Statement:
              - Sid: s
                Effect: Allow
                Principal: {AWS: "111122223333"}
                Action: sqs:SendMessage
                Resource: "*"
                Condition: {Bool: {"aws:SecureTransport": "false"}}
        c.fifo: {FifoQueue: true, ContentBasedDeduplication: true, KmsMasterKeyId: alias/x}
        d: {RedriveAllowPolicy: {redrivePermission: denyAll}}
      topics:
        t:
          DisplayName: "null"
          DataProtectionPolicy:
            {Name: n, Description: d, Version: "2021-06-01", Statement: []}
          tags: {team: "12"}
          subscriptions:
            - {protocol: sqs, endpoint: a, RawMessageDelivery: true}
            - protocol: sqs
              endpoint: b
              FilterPolicyScope: MessageBody
              FilterPolicy: {price: [{numeric: [">", 1.50, "<", 20]}], kind: [null, true, "1"]}
              deadLetter: {queue: a}
            - {protocol: lambda, endpoint: f}
            - {protocol: http, endpoint: "http://127.0.0.1:9/"}
        u.fifo:
          FifoTopic: true
          ArchivePolicy: {MessageRetentionPeriod: "3"}
          subscriptions: [{protocol: sqs, endpoint: c.fifo}]
      eventSourceMappings:
        - queue: a
          function: f
          BatchSize: 5
          Enabled: false
          FunctionResponseTypes: [ReportBatchItemFailures]
          FilterCriteria: {Filters: [{Pattern: {body: {kind: [x]}}}]}
          ScalingConfig: {MaximumConcurrency: 4}
          tags: {a: b}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private final Path directory;

  ExportTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatIsExportedAndImportedIsTheSame() {
    Broker first = open(EVERYTHING);
    String exported = export(first, Map.of());
    assertEquals(
        "fanfare: left out 1 subscriptions that were never confirmed\n", errors.toString());
    Broker second = open(exported);
    assertEquals(exported, export(second, Map.of()));
    for (String queue : List.of("a", "b", "c.fifo", "d")) {
      assertEquals(attributes(first, queue), attributes(second, queue));
    }
    assertEquals(
        3,
        second
            .topics()
            .listSubscriptionsByTopic(
                new ListSubscriptionsByTopic("arn:aws:sns:us-east-1:000000000000:t"))
            .await()
            .subscriptions()
            .size());
    assertTrue(
        exported.contains("deadLetter:\n      queue: a\n      maxReceiveCount: 3"), exported);
    first.close().await();
    second.close().await();
  }

  private static Map<String, String> attributes(Broker broker, String queue) {
    Map<String, String> attributes =
        new HashMap<>(
            broker
                .queues()
                .getQueueAttributes(new GetQueueAttributes(queue, List.of("All")))
                .await()
                .attributes());
    attributes.keySet().removeIf(name -> name.endsWith("Timestamp"));
    return attributes;
  }

  @Test
  void allPagesAreRead() {
    String many =
        IntStream.range(0, 1_200)
            .mapToObj(i -> "  q%04d: {}%n".formatted(i))
            .collect(Collectors.joining("", "queues:\n", ""));
    String topics =
        IntStream.range(0, 120)
            .mapToObj(i -> "  t%03d: {}%n".formatted(i))
            .collect(Collectors.joining("", "topics:\n", ""));
    String subscriptions =
        IntStream.range(0, 230)
            .mapToObj(i -> "      - {protocol: sqs, endpoint: q%04d}%n".formatted(i))
            .collect(Collectors.joining("", "  many:\n    subscriptions:\n", ""));
    String mappings =
        IntStream.range(0, 120)
            .mapToObj(i -> "  - {queue: q%04d, function: f, Enabled: false}%n".formatted(i))
            .collect(Collectors.joining("", "eventSourceMappings:\n", ""));
    Broker broker = open(many + topics + subscriptions + mappings);
    String exported = export(broker, Map.of());
    assertEquals(
        1_200, exported.lines().filter(line -> line.matches("  q[0-9]{4}: \\{\\}")).count());
    assertEquals(120, exported.lines().filter(line -> line.matches("  t[0-9]{3}: \\{\\}")).count());
    assertEquals(230, exported.lines().filter(line -> line.contains("protocol: sqs")).count());
    assertEquals(120, exported.lines().filter(line -> line.contains("function: f")).count());
    broker.close().await();
  }

  @Test
  void whoAsksSignsByTheUsualVariablesAndNoSecretIsTold() throws IOException {
    Path access = directory.resolve("access.yaml");
    Files.createFile(
        access, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        access,
        "accounts: {'111122223333': {keys: [{id: AKIAEXPORTEXPORT, secret: hidden-hidden}]}}");
    BrokerOptions options =
        options("queues: {a: {}}\neventSourceMappings: [{queue: a, function: f}]");
    options.setHome("111122223333", "eu-west-1").setAccess(access.toString());
    Broker broker = Broker.open(vertx, options).await();
    Map<String, String> known =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIAEXPORTEXPORT",
            "AWS_SECRET_ACCESS_KEY", "hidden-hidden",
            "AWS_REGION", "eu-west-1");
    assertEquals(
        """
        account: "111122223333"
        region: eu-west-1
        queues:
          a: {}
        eventSourceMappings:
        - queue: a
          function: f
        """,
        export(broker, known));
    assertEquals(CommandLine.ExitCode.USAGE, run(broker, Map.of()));
    assertTrue(errors.toString().contains("answered 403"), errors::toString);
    Map<String, String> guessed = new HashMap<>(known);
    guessed.put("AWS_SECRET_ACCESS_KEY", "guessed-guessed");
    assertEquals(CommandLine.ExitCode.USAGE, run(broker, guessed));
    assertFalse((printed + "" + errors).contains("guessed-guessed"));
    broker.close().await();
  }

  @Test
  void withoutASignatureItIsTheRegionOfTheBroker() {
    BrokerOptions options = options("queues: {a: {}}").setHome("111122223333", "eu-west-1");
    Broker broker = Broker.open(vertx, options).await();
    assertEquals(
        "account: \"111122223333\"\nregion: eu-west-1\nqueues:\n  a: {}\n",
        export(broker, Map.of()));
    broker.close().await();
  }

  @Test
  void aBrokerThatIsNotThereIsToldInOneLine() {
    assertEquals(
        CommandLine.ExitCode.USAGE,
        ExportCommand.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"))
            .setErr(new PrintWriter(errors, true))
            .execute());
    assertTrue(errors.toString().startsWith("fanfare: http://127.0.0.1:1 cannot be asked"));
    assertEquals(1, errors.toString().lines().count());
  }

  private String export(Broker broker, Map<String, String> environment) {
    printed.getBuffer().setLength(0);
    assertEquals(0, run(broker, environment), errors::toString);
    return printed.toString();
  }

  private int run(Broker broker, Map<String, String> environment) {
    return new StartCommand(options -> ExitCode.UNCLEAN, environment)
        .parser()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(errors, true))
        .execute("export", "--endpoint", "http://127.0.0.1:" + broker.port());
  }

  private Broker open(String resources) {
    return Broker.open(vertx, options(resources)).await();
  }

  private static BrokerOptions options(String resources) {
    BrokerOptions options = new BrokerOptions().setResources(resources);
    options.getStore().setMemory(true);
    options.getHttp().setPort(0);
    options.getFunctions().setFunctions(List.of("f=http://127.0.0.1:9/"));
    return options;
  }
}
