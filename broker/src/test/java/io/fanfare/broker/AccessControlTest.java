package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS's own clients are let in with the keys of the access file, and without them are not. */
@DisabledOnOs(OS.WINDOWS)
final class AccessControlTest {

  private static final AwsCredentialsProvider ROOT = credentials("AKIAROOT", "root-secret");
  private static final AwsCredentialsProvider ALICE = credentials("AKIAALICE", "alice-secret");

  /** A machine that does much else takes its time over a thread that sleeps. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final AccessFixture file;
  private final Vertx vertx = Vertx.vertx();
  private final Broker broker;

  AccessControlTest(@TempDir Path directory) {
    file = AccessFixture.in(directory);
    broker = Broker.open(vertx, file.options()).await();
  }

  @AfterEach
  void close() {
    broker.close().await();
    vertx.close().await();
  }

  private static AwsCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentialsProvider who) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + broker.port()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(who)
        .build();
  }

  private SqsClient queues(AwsCredentialsProvider who) {
    return client(SqsClient.builder(), who);
  }

  @Test
  void whoHasAKeyUsesQueuesTopicsAndFunctions() {
    use(ROOT, "orders");
    use(ALICE, "invoices");
  }

  private void use(AwsCredentialsProvider who, String name) {
    try (SqsClient sqs = queues(who);
        SnsClient sns = client(SnsClient.builder(), who);
        LambdaClient lambda = client(LambdaClient.builder(), who)) {
      String url = sqs.createQueue(create -> create.queueName(name)).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(url).messageBody("hello"));
      String large = "x".repeat(200_000);
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(large));
      assertEquals(
          "hello",
          sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(5))
              .messages()
              .get(0)
              .body());
      sqs.deleteQueue(delete -> delete.queueUrl(url));
      assertEquals(
          "arn:aws:sns:eu-west-1:123456789012:news",
          sns.createTopic(create -> create.name("news")).topicArn());
      assertEquals(List.of(), lambda.listEventSourceMappings().eventSourceMappings());
    }
  }

  @Test
  void whoHasNoneIsRefusedAndChangesNothing() {
    AwsCredentialsProvider stranger = credentials("AKIASTRANGER", "stranger-secret");
    AwsCredentialsProvider wrong = credentials("AKIAALICE", "other-secret");
    AwsCredentialsProvider nobody = AnonymousCredentialsProvider.create();
    assertRefused("InvalidClientTokenId", "InvalidClientTokenId", stranger);
    assertRefused("SignatureDoesNotMatch", "SignatureDoesNotMatch", wrong);
    assertRefused("AccessDenied", "MissingAuthenticationToken", nobody);
    try (SqsClient sqs = queues(ROOT);
        SnsClient sns = client(SnsClient.builder(), ROOT)) {
      assertEquals(List.of(), sqs.listQueues().queueUrls());
      assertEquals(List.of(), sns.listTopics().topics());
    }
  }

  private void assertRefused(String ofQueues, String ofTopics, AwsCredentialsProvider who) {
    try (SqsClient sqs = queues(who);
        SnsClient sns = client(SnsClient.builder(), who)) {
      assertEquals(
          "403 " + ofQueues, refusal(() -> sqs.createQueue(create -> create.queueName("orders"))));
      assertEquals(
          "403 " + ofTopics, refusal(() -> sns.createTopic(create -> create.name("news"))));
    }
  }

  private static String refusal(Executable act) {
    AwsServiceException refused = assertThrows(AwsServiceException.class, act);
    return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
  }

  @Test
  void aLinkInAMessageNeedsNoSignatureAndOpensNothingElse() {
    try (SqsClient sqs = queues(ROOT);
        SnsClient sns = client(SnsClient.builder(), ROOT);
        SnsClient nobody = client(SnsClient.builder(), AnonymousCredentialsProvider.create())) {
      sqs.createQueue(create -> create.queueName("orders"));
      String topic = sns.createTopic(create -> create.name("news")).topicArn();
      String queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
      String arn =
          sns.subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint(queue)).subscriptionArn();
      assertEquals(
          "400 InvalidParameter",
          refusal(() -> nobody.confirmSubscription(by -> by.topicArn(topic).token("none"))));
      assertEquals(
          "403 AuthorizationError",
          refusal(() -> nobody.unsubscribe(one -> one.subscriptionArn(arn))));
      assertEquals(1, sns.listSubscriptions().subscriptions().size());
    }
  }

  @Test
  void aCallerIsToldWhoItIs() {
    try (StsClient sts = client(StsClient.builder(), ALICE)) {
      GetCallerIdentityResponse identity = sts.getCallerIdentity();
      assertEquals("arn:aws:iam::123456789012:user/alice", identity.arn());
      assertEquals("AIDAALICEALICEALICE", identity.userId());
      assertEquals("123456789012", identity.account());
    }
  }

  @Test
  void aFileThatChangesIsInForceSoonAndOneThatIsWrongIsNot() {
    AwsCredentialsProvider next = credentials("AKIANEXT", "next-secret");
    try (SqsClient before = queues(ALICE);
        SqsClient after = queues(next)) {
      assertEquals("403 InvalidClientTokenId", refusal(after::listQueues));
      file.write("nonsense: true\n");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> metrics().contains("fanfare_access_reload_failures_total 1.0"));
      before.createQueue(create -> create.queueName("orders"));
      file.write(AccessFixture.FILE.replace("AKIAALICE", "AKIANEXT").replace("alice-s", "next-s"));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> metrics().contains("fanfare_access_reloads_total 1.0"));
      assertEquals(1, after.listQueues().queueUrls().size());
      assertEquals("403 InvalidClientTokenId", refusal(before::listQueues));
    }
  }

  @Test
  void theMetricsNameNoQueueAndCountWhoWasRefused() {
    try (SqsClient sqs = queues(ROOT);
        SqsClient stranger = queues(credentials("AKIASTRANGER", "stranger-secret"))) {
      sqs.createQueue(create -> create.queueName("orders"));
      refusal(stranger::listQueues);
    }
    String metrics = metrics();
    assertEquals(0, metrics.lines().filter(line -> line.contains("orders")).count());
    assertEquals(
        1,
        metrics
            .lines()
            .filter(
                line ->
                    line.equals(
                        "fanfare_authentication_failures_total{reason=\"unknown_key\"} 1.0"))
            .count());
  }

  private String metrics() {
    URI page = URI.create("http://localhost:" + broker.port() + "/metrics");
    try {
      return client
          .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
