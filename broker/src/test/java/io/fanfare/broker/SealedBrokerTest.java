package io.fanfare.broker;

import static io.fanfare.broker.KeyFixture.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a broker with a key file keeps, refuses and gives out again, as AWS's clients see it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class SealedBrokerTest {

  private static final String FIRST = "1234abcd-12ab-34cd-56ef-1234567890a1";
  private static final String ORDERS = "1234abcd-12ab-34cd-56ef-1234567890a2";
  private static final String SECOND = "1234abcd-12ab-34cd-56ef-1234567890a3";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t.fifo";
  private static final String TEXT = "what-nobody-but-the-receiver-reads";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path data;
  private final KeyFixture file;
  private final Vertx vertx = Vertx.vertx();
  private @Nullable Broker broker;

  SealedBrokerTest(@TempDir Path directory) {
    data = directory.resolve("data");
    file = KeyFixture.in(directory);
    file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 2, "enabled"));
  }

  @AfterEach
  void close() {
    stop();
    vertx.close().await();
  }

  private void start(boolean sealed) {
    BrokerOptions options = new BrokerOptions().setKeys(sealed ? file.path().toString() : null);
    options.getStore().setPath(data.toString());
    options.getHttp().setPort(0).setInstances(2);
    broker = Broker.open(vertx, options).await();
  }

  private void stop() {
    Broker open = broker;
    if (open != null) {
      open.close().await();
      broker = null;
    }
  }

  private Broker broker() {
    Broker open = broker;
    assertTrue(open != null);
    return open;
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + broker().port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  private SqsClient queues() {
    return client(SqsClient.builder());
  }

  private static String create(SqsClient sqs, String name, String masterKey) {
    Map<QueueAttributeName, String> attributes =
        masterKey.isEmpty() ? Map.of() : Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, masterKey);
    return sqs.createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  private static List<String> receive(SqsClient sqs, String url) {
    return sqs
        .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(5))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  /** Whether a file in the data directory has {@code text} in it. */
  private boolean stands(String text) {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> has(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(String code, Executable action) {
    AwsServiceException refused = assertThrows(AwsServiceException.class, action);
    assertEquals(code, refused.awsErrorDetails().errorCode());
    assertEquals(400, refused.statusCode());
  }

  @Test
  void nothingThatIsSentStandsInAFileAndARestartGivesItOut() {
    start(true);
    try (SqsClient sqs = queues()) {
      String url = create(sqs, "q", "alias/orders");
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(TEXT));
      String large = TEXT + "x".repeat(200_000);
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(large));
      stop();
      assertFalse(stands(TEXT));
      assertFalse(hasPrivateKey());
      start(true);
      try (SqsClient again = queues()) {
        String same = again.getQueueUrl(g -> g.queueName("q")).queueUrl();
        assertEquals(List.of(TEXT, large), receive(again, same));
      }
    }
  }

  @Test
  void withoutAKeyFileAttributesAreKeptAndNothingIsSealed() {
    start(false);
    try (SqsClient sqs = queues()) {
      String url = create(sqs, "q", "alias/none");
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(TEXT));
      assertEquals(List.of(TEXT), receive(sqs, url));
    }
    stop();
    assertTrue(stands(TEXT));
    assertTrue(hasPrivateKey());
  }

  /** Whether a private key stands in a file: RSA, 2048 bits, one of some lengths, in Base64. */
  private boolean hasPrivateKey() {
    return stands("MIIEu") || stands("MIIEv");
  }

  @Test
  void theKeyOfMessagesIsSealedOnceThereIsAKeyFileAndStaysTheSame() {
    start(false);
    String before = certificate();
    stop();
    start(true);
    assertEquals(before, certificate());
    stop();
    file.write(
        key(FIRST, "aws/sqs", 1, "enabled"),
        key(ORDERS, "orders", 2, "enabled"),
        key(SECOND, "aws/sqs", 3, "enabled"));
    start(true);
    assertEquals(before, certificate());
    stop();
    file.write(
        key(FIRST, "aws/sqs", 1, "deleted"),
        key(ORDERS, "orders", 2, "enabled"),
        key(SECOND, "aws/sqs", 3, "enabled"));
    start(true);
    assertEquals(before, certificate());
  }

  private String certificate() {
    return broker().topics().signingCertificate().path();
  }

  @Test
  void aMasterKeyThatIsNotThereIsTakenWhenItIsSetAndRefusedWhenItIsUsed() {
    start(true);
    try (SqsClient sqs = queues();
        SnsClient sns = client(SnsClient.builder())) {
      String url = create(sqs, "q", "alias/none");
      assertRefused(
          "KMS.NotFoundException", () -> sqs.sendMessage(s -> s.queueUrl(url).messageBody("a")));
      assertRefused("KMS.NotFoundException", () -> receive(sqs, url));
      String topic = sns.createTopic(c -> c.name("t")).topicArn();
      sns.setTopicAttributes(
          s -> s.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue("alias/none"));
      assertRefused("KMSNotFound", () -> sns.publish(p -> p.topicArn(topic).message("a")));
    }
  }

  @Test
  void aKeyThatIsDisabledOrDeletedIsRefusedInTheWordsOfBothServicesAndProtocols() {
    start(true);
    try (SqsClient sqs = queues();
        SnsClient sns = client(SnsClient.builder())) {
      String url = create(sqs, "q", "alias/orders");
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(TEXT));
      String topic = sns.createTopic(c -> c.name("t")).topicArn();
      sns.setTopicAttributes(
          s -> s.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue(ORDERS));
      change("disabled", sqs, url, "KMS.DisabledException");
      assertRefused("KMSDisabled", () -> sns.publish(p -> p.topicArn(topic).message("a")));
      assertTrue(query(url).contains("<Code>KMS.DisabledException</Code>"));
      change("deleted", sqs, url, "KMS.InvalidStateException");
      assertRefused("KMSInvalidState", () -> sns.publish(p -> p.topicArn(topic).message("a")));
      assertTrue(query(url).contains("<Code>KMS.InvalidStateException</Code>"));
      file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 2, "enabled"));
      broker().reload();
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> receive(sqs, url).equals(List.of(TEXT)));
    }
  }

  /** Has the key be in {@code state}, and waits until the queue says so. */
  private void change(String state, SqsClient sqs, String url, String code) {
    file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 2, state));
    broker().reload();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertRefused(code, () -> sqs.sendMessage(s -> s.queueUrl(url).messageBody("a"))));
  }

  private String query(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + broker().port()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=" + url))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join()
        .body();
  }

  @Test
  void withAnotherKeyFileOrNoneTheBrokerDoesNotStartAndNothingIsLost() {
    start(true);
    try (SqsClient sqs = queues()) {
      String url = create(sqs, "q", "alias/orders");
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(TEXT));
    }
    stop();
    assertNotStarted(false, "The key " + FIRST + " is missing", "Without a key file (--keys)");
    file.write(key(FIRST, "aws/sqs", 1, "enabled"));
    assertNotStarted(true, "The key " + ORDERS + " is missing", "With the key file");
    file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 3, "enabled"));
    assertNotStarted(true, "The key " + ORDERS + " is another one", "no message was changed");
    file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 2, "enabled"));
    start(true);
    try (SqsClient sqs = queues()) {
      String url = sqs.getQueueUrl(g -> g.queueName("q")).queueUrl();
      assertEquals(List.of(TEXT), receive(sqs, url));
    }
  }

  private void assertNotStarted(boolean sealed, String... parts) {
    BrokerOpenException refused = assertThrows(BrokerOpenException.class, () -> start(sealed));
    for (String part : parts) {
      assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::getMessage);
    }
  }

  @Test
  void aFileThatLacksAKeyIsNotTakenWhileTheBrokerRuns() {
    start(true);
    try (SqsClient sqs = queues()) {
      String url = create(sqs, "q", "alias/orders");
      file.write(key(FIRST, "aws/sqs", 1, "enabled"));
      broker().reload();
      Awaitility.await().atMost(PATIENCE).until(() -> metric("fanfare_key_reload_failures") > 0);
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(TEXT));
      assertEquals(List.of(TEXT), receive(sqs, url));
    }
  }

  private double metric(String name) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + broker().port() + "/metrics"))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join()
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void anArchiveIsSealedAndReplayedAfterARestart() {
    start(true);
    try (SnsClient sns = client(SnsClient.builder())) {
      archive(sns);
    }
    stop();
    assertFalse(stands(TEXT));
    start(true);
    try (SnsClient sns = client(SnsClient.builder());
        SqsClient sqs = queues()) {
      String url = replay(sns, sqs);
      List<String> got = new ArrayList<>();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                take(sqs, url, got);
                return got.size() >= 3;
              });
      assertEquals(List.of(TEXT + "0", TEXT + "1", TEXT + "2"), got);
    }
  }

  private static void archive(SnsClient sns) {
    Map<String, String> attributes =
        Map.of(
            "FifoTopic",
            "true",
            "KmsMasterKeyId",
            "alias/orders",
            "ArchivePolicy",
            "{\"MessageRetentionPeriod\":\"30\"}");
    assertEquals(TOPIC, sns.createTopic(c -> c.name("t.fifo").attributes(attributes)).topicArn());
    for (int i = 0; i < 3; i++) {
      String id = Integer.toString(i);
      sns.publish(
          p -> p.topicArn(TOPIC).message(TEXT + id).messageGroupId("g").messageDeduplicationId(id));
    }
  }

  /** The URL of a queue that gets what was archived. */
  private static String replay(SnsClient sns, SqsClient sqs) {
    Map<QueueAttributeName, String> fifo = Map.of(QueueAttributeName.FIFO_QUEUE, "true");
    String policy = "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2020-01-01T00:00:00.000Z\"}";
    String url = sqs.createQueue(c -> c.queueName("q.fifo").attributes(fifo)).queueUrl();
    sns.subscribe(
        s ->
            s.topicArn(TOPIC)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:q.fifo")
                .attributes(Map.of("RawMessageDelivery", "true", "ReplayPolicy", policy)));
    return url;
  }

  private static void take(SqsClient sqs, String url, List<String> got) {
    sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages()
        .forEach(
            message -> {
              got.add(message.body());
              sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
            });
  }
}
