package io.fanfare.broker;

import static io.fanfare.broker.KeyFixture.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Master keys are given up, and the broker signs by the same key as before, or opens at least. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class GivenUpKeyTest {

  private static final String FIRST = "1234abcd-12ab-34cd-56ef-1234567890a1";
  private static final String ORDERS = "1234abcd-12ab-34cd-56ef-1234567890a2";
  private static final String SECOND = "1234abcd-12ab-34cd-56ef-1234567890a3";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path data;
  private final KeyFixture file;
  private final Vertx vertx = Vertx.vertx();
  private @Nullable Broker broker;

  GivenUpKeyTest(@TempDir Path directory) {
    data = directory.resolve("data");
    file = KeyFixture.in(directory);
    file.write(key(FIRST, "aws/sqs", 1, "enabled"), key(ORDERS, "orders", 2, "enabled"));
  }

  @AfterEach
  void close() {
    stop();
    vertx.close().await();
  }

  private void start() {
    BrokerOptions options = new BrokerOptions().setKeys(file.path().toString());
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

  private SqsClient queues() {
    return SqsClient.builder()
        .endpointOverride(URI.create("http://localhost:" + broker().port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  private static String create(SqsClient sqs, String name, String masterKey) {
    Map<QueueAttributeName, String> attributes =
        masterKey.isEmpty() ? Map.of() : Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, masterKey);
    return sqs.createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  private static void assertRefused(String code, Executable action) {
    AwsServiceException refused = assertThrows(AwsServiceException.class, action);
    assertEquals(code, refused.awsErrorDetails().errorCode());
    assertEquals(400, refused.statusCode());
  }

  @Test
  void aKeyThatIsGivenUpAfterAnotherWasAddedInTheSameRunTakesNothingWithIt() {
    start();
    String before = certificate();
    try (SqsClient sqs = queues()) {
      String url = create(sqs, "q", FIRST);
      file.write(
          key(FIRST, "aws/sqs", 1, "enabled"),
          key(ORDERS, "orders", 2, "enabled"),
          key(SECOND, "aws/sqs", 3, "enabled"));
      String second = create(sqs, "second", SECOND);
      broker().reload();
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> sqs.sendMessage(s -> s.queueUrl(second).messageBody("a")).messageId() != null);
      giveUp(sqs, url);
    }
    stop();
    start();
    assertEquals(before, certificate());
  }

  @Test
  void aKeyThatIsGivenUpInTheStepThatAddsAnotherTakesNothingWithIt() {
    start();
    String before = certificate();
    try (SqsClient sqs = queues()) {
      giveUp(sqs, create(sqs, "q", FIRST));
    }
    stop();
    start();
    assertEquals(before, certificate());
  }

  @Test
  void ifTheKeyThatSealedTheKeyOfMessagesIsGoneAtAStartThereIsAnother() {
    start();
    String before = certificate();
    stop();
    file.write(
        withoutKey(key(FIRST, "aws/sqs", 1, "deleted")),
        key(ORDERS, "orders", 2, "enabled"),
        key(SECOND, "aws/sqs", 3, "enabled"));
    start();
    String after = certificate();
    assertNotEquals(before, after);
    stop();
    start();
    assertEquals(after, certificate());
  }

  /** Has the first key be given up for the second, and waits until the queue it seals says so. */
  private void giveUp(SqsClient sqs, String url) {
    file.write(
        withoutKey(key(FIRST, "aws/sqs", 1, "deleted")),
        key(ORDERS, "orders", 2, "enabled"),
        key(SECOND, "aws/sqs", 3, "enabled"));
    broker().reload();
    awaitRefusal(sqs, url, "KMS.InvalidStateException");
  }

  private static String withoutKey(String key) {
    return key.replaceAll("(?m)^ *key: .*\\n", "");
  }

  private String certificate() {
    return broker().topics().signingCertificate().path();
  }

  private static void awaitRefusal(SqsClient sqs, String url, String code) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertRefused(code, () -> sqs.sendMessage(s -> s.queueUrl(url).messageBody("a"))));
  }
}
