package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Users may do what the example of an access file allows them, and the audit log has the rest. */
@DisabledOnOs(OS.WINDOWS)
final class AccessRightsTest {

  private static final String BOB = "      bob: {keys: [{id: AKIABOB, secret: bob-secret}]}\n";
  private static final String QUEUES = "arn:aws:sqs:eu-west-1:000000000000:";

  private final Path audit;
  private final Vertx vertx = Vertx.vertx();
  private final Broker broker;
  private boolean closed;

  AccessRightsTest(@TempDir Path directory) throws IOException {
    audit = directory.resolve("audit.log");
    String example = Files.readString(Path.of("..", "examples", "access.yaml"));
    AccessFixture file = AccessFixture.in(directory).write(example + BOB);
    broker = Broker.open(vertx, file.options().setAuditLog(audit.toString())).await();
  }

  @AfterEach
  void close() {
    if (!closed) {
      closed = true;
      broker.close().await();
      vertx.close().await();
    }
  }

  private SqsClient queues(String key, String secret) {
    return SqsClient.builder()
        .endpointOverride(URI.create("http://localhost:" + broker.port()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .build();
  }

  private String create(String name) {
    try (SqsClient root = queues("AKIAFANFAREROOT000", "root-secret")) {
      return root.createQueue(create -> create.queueName(name)).queueUrl();
    }
  }

  @Test
  void aUserWithoutPoliciesMayDoNothing() throws IOException {
    try (SqsClient bob = queues("AKIABOB", "bob-secret")) {
      assertRefused(sentence("bob", "listqueues", ""), bob::listQueues);
      assertRefused(
          sentence("bob", "createqueue", "orders"),
          () -> bob.createQueue(create -> create.queueName("orders")));
    }
    close();
    assertEquals(
        List.of("bob sqs:ListQueues " + QUEUES + "* denied", denied("bob", "CreateQueue")),
        audited());
  }

  @Test
  void aliceMaySendOrdersAndNothingElse() throws IOException {
    String orders = create("orders");
    String invoices = create("invoices");
    try (SqsClient alice = queues("AKIAFANFAREALICE00", "alice-secret")) {
      alice.sendMessage(send -> send.queueUrl(orders).messageBody("hello"));
      assertRefused(
          sentence("alice", "sendmessage", "invoices"),
          () -> alice.sendMessage(send -> send.queueUrl(invoices).messageBody("hello")));
      assertRefused(
          sentence("alice", "receivemessage", "orders"),
          () -> alice.receiveMessage(receive -> receive.queueUrl(orders)));
    }
    close();
    assertEquals(
        List.of(
            "root sqs:CreateQueue " + QUEUES + "orders allowed",
            "root sqs:CreateQueue " + QUEUES + "invoices allowed",
            "alice sqs:SendMessage " + QUEUES + "invoices denied",
            denied("alice", "ReceiveMessage")),
        audited());
  }

  private static String denied(String user, String action) {
    return user + " sqs:" + action + " " + QUEUES + "orders denied";
  }

  private static String sentence(String user, String action, String queue) {
    return "User: arn:aws:iam::000000000000:user/%s is not authorized to perform: sqs:%s"
            .formatted(user, action)
        + " on resource: %s%s because no identity-based policy allows the sqs:%s action"
            .formatted(QUEUES, queue, action);
  }

  private static void assertRefused(String sentence, Executable act) {
    SqsException refused = assertThrows(SqsException.class, act);
    assertEquals(403, refused.statusCode());
    assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    assertEquals(sentence, refused.awsErrorDetails().errorMessage());
  }

  /** Who wanted what and how that was decided, line by line. */
  private List<String> audited() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> told = new ArrayList<>();
    for (String line : Files.readAllLines(audit)) {
      JsonNode entry = json.readTree(line);
      String principal = entry.get("principal").asText();
      told.add(
          principal.replaceFirst(".*:(user/)?", "")
              + " "
              + entry.get("action").asText()
              + " "
              + entry.get("resource").asText()
              + " "
              + entry.get("decision").asText());
    }
    return told;
  }
}
