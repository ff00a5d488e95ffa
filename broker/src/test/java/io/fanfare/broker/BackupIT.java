package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A backup of the packed program, made while clients use it, and what is restored from it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
final class BackupIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 10;
  private static final int SENDERS = 4;
  private static final int BEFORE = 3_000;
  private static final List<String> QUEUES = List.of("plain", "subscribed", "subscribed-too");
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:events";

  private final Path directory;
  private final Path data;
  private final Path copy;
  private final Path restored;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private final StringWriter said = new StringWriter();

  BackupIT(@TempDir Path directory) {
    this.directory = directory;
    data = directory.resolve("data");
    copy = directory.resolve("copy");
    restored = directory.resolve("restored");
  }

  private int run(Object... words) {
    said.getBuffer().setLength(0);
    String[] arguments = List.of(words).stream().map(Object::toString).toArray(String[]::new);
    PrintWriter out = new PrintWriter(said, true);
    return new StartCommand(options -> ExitCode.UNCLEAN)
        .parser()
        .setOut(out)
        .setErr(out)
        .execute(arguments);
  }

  private FanfareProcess start(Path path) {
    return FanfareProcess.start(directory, "--port=0", "--data=" + path);
  }

  private static SqsClient sqs(URI broker) {
    return SqsClient.builder()
        .endpointOverride(broker)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  private static SnsClient sns(URI broker) {
    return SnsClient.builder()
        .endpointOverride(broker)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  private static void create(SqsClient sqs, SnsClient sns) {
    sns.createTopic(c -> c.name("events"));
    for (String name : QUEUES) {
      sqs.createQueue(c -> c.queueName(name));
    }
    sqs.createQueue(c -> c.queueName("churned"));
    for (String name : QUEUES.subList(1, 3)) {
      sns.subscribe(
          s ->
              s.topicArn(TOPIC)
                  .protocol("sqs")
                  .endpoint("arn:aws:sqs:us-east-1:000000000000:" + name)
                  .attributes(Map.of("RawMessageDelivery", "true")));
    }
  }

  private static String url(SqsClient sqs, String name) {
    return sqs.getQueueUrl(g -> g.queueName(name)).queueUrl();
  }

  /** Sends and publishes until it is told to end, or the broker is gone. */
  private void load(SqsClient sqs, SnsClient sns, AtomicBoolean ends) {
    String plain = url(sqs, "plain");
    String churned = url(sqs, "churned");
    try {
      while (!ends.get()) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          bodies.add("sent-" + numbers.incrementAndGet() + "-" + "x".repeat(500));
        }
        sqs.sendMessageBatch(s -> s.queueUrl(plain).entries(entries(bodies)));
        acknowledged.addAll(bodies);
        String text = "published-" + numbers.incrementAndGet();
        sns.publish(p -> p.topicArn(TOPIC).message(text));
        acknowledged.add(text);
        sqs.sendMessage(s -> s.queueUrl(churned).messageBody(text));
        for (Message message : receive(sqs, churned)) {
          sqs.deleteMessage(d -> d.queueUrl(churned).receiptHandle(message.receiptHandle()));
        }
      }
    } catch (SdkException gone) {
      assertTrue(ends.get(), gone::toString);
    }
  }

  private static List<SendMessageBatchRequestEntry> entries(List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String body : bodies) {
      String id = "m" + entries.size();
      entries.add(SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build());
    }
    return entries;
  }

  private static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(BATCH)).messages();
  }

  @Test
  void whatWasAcknowledgedBeforeIsInTheBackup() throws Exception {
    Set<String> before;
    try (FanfareProcess broker = start(data)) {
      URI at = broker.awaitReady();
      try (SqsClient sqs = sqs(at);
          SnsClient sns = sns(at)) {
        create(sqs, sns);
        AtomicBoolean ends = new AtomicBoolean();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          senders.add(CompletableFuture.runAsync(() -> load(sqs, sns, ends)));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() >= BEFORE);
        before = Set.copyOf(acknowledged);
        assertEquals(ExitCode.OK, run("backup", "--json", "--data", data, copy), said::toString);
        JsonObject made = new JsonObject(said.toString());
        int meanwhile = acknowledged.size() - before.size();
        System.out.printf("Backup: %s, %d messages sent meanwhile%n", made.encode(), meanwhile);
        assertEquals(ExitCode.REFUSED, run("backup", "--data", data, copy));
        assertTrue(said.toString().contains("is not empty"), said::toString);
        ends.set(true);
        CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)).join();
      }
      broker.terminate();
      assertEquals(ExitCode.OK, broker.awaitEnd(), broker::errors);
    }
    assertFalse(Files.exists(data.resolve("fanfare.control")));
    assertEquals(ExitCode.OK, run("check", data), said::toString);
    assertEquals(ExitCode.OK, run("check", copy), said::toString);
    assertEquals(ExitCode.OK, run("restore", copy, restored), said::toString);
    assertHolds(before);
    assertEquals(ExitCode.OK, run("check", copy), said::toString);
  }

  /** A broker with what was restored hands out all of {@code before}, and nothing never sent. */
  private void assertHolds(Set<String> before) {
    try (FanfareProcess broker = start(restored)) {
      URI at = broker.awaitReady();
      try (SqsClient sqs = sqs(at)) {
        Set<String> sent = before(before, "sent");
        assertHolds(sqs, "plain", sent);
        for (String name : QUEUES.subList(1, 3)) {
          assertHolds(sqs, name, before(before, "published"));
        }
      }
      broker.terminate();
      assertEquals(ExitCode.OK, broker.awaitEnd(), broker::errors);
    }
    assertEquals(ExitCode.OK, run("check", restored), said::toString);
  }

  private static Set<String> before(Set<String> all, String kind) {
    Set<String> some = new HashSet<>(all);
    some.removeIf(text -> !text.startsWith(kind));
    return some;
  }

  private void assertHolds(SqsClient sqs, String name, Set<String> expected) {
    Set<String> received = new HashSet<>();
    String url = url(sqs, name);
    List<Message> messages = receive(sqs, url);
    while (!messages.isEmpty()) {
      messages.forEach(message -> received.add(message.body()));
      messages = receive(sqs, url);
    }
    Set<String> missing = new HashSet<>(expected);
    missing.removeAll(received);
    assertEquals(Set.of(), missing, name);
    received.removeAll(acknowledged);
    assertEquals(Set.of(), received, name);
  }

  @Test
  void aKillInTheMidstHarmsNothingAndLeavesNoBackup() throws Exception {
    Path half = copy;
    try (FanfareProcess broker = start(data)) {
      URI at = broker.awaitReady();
      try (SqsClient sqs = sqs(at);
          SnsClient sns = sns(at)) {
        create(sqs, sns);
        String url = url(sqs, "plain");
        for (int i = 0; i < 300; i++) {
          String body = "sent-" + i + "-" + "x".repeat(200_000);
          sqs.sendMessage(s -> s.queueUrl(url).messageBody(body));
          acknowledged.add(body);
        }
        CompletableFuture<Integer> backup =
            CompletableFuture.supplyAsync(() -> run("backup", "--data", data, half));
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> size(half.resolve("fanfare.store.new")) > 4 << 20);
        broker.kill();
        assertNotEquals(ExitCode.OK, backup.join(), "it was too late to kill");
      }
      broker.awaitEnd();
    }
    assertNotEquals(ExitCode.OK, run("check", half));
    assertEquals(ExitCode.REFUSED, run("restore", half, restored), said::toString);
    assertFalse(Files.exists(restored));
    assertEquals(ExitCode.OK, run("check", data), said::toString);
    assertEquals(ExitCode.OK, run("backup", "--data", data, directory.resolve("later")));
    assertEquals(ExitCode.OK, run("restore", directory.resolve("later"), restored));
    assertHolds(Set.copyOf(acknowledged));
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
