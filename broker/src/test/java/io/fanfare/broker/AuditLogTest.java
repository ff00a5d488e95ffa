package io.fanfare.broker;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.CreateTopic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit log has what was changed by the time that the broker has ended. */
@Timeout(60)
class AuditLogTest {

  private final Path directory;
  private final Vertx vertx = Vertx.vertx();

  AuditLogTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void changesAreWrittenDownAndMessagesAreNot() throws IOException {
    Path log = directory.resolve("audit.log");
    Broker broker = await(Broker.open(vertx, options(log)));
    await(broker.queues().createQueue(new CreateQueue("q")));
    await(broker.queues().sendMessage(new SendMessage("q", "a body")));
    await(broker.topics().createTopic(new CreateTopic("t")));
    await(broker.close());
    List<String> told = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = new ObjectMapper().readTree(line);
      told.add(
          entry.path("principal").asText()
              + " "
              + entry.path("action").asText()
              + " "
              + entry.path("resource").asText());
    }
    String root = "arn:aws:iam::000000000000:root ";
    assertEquals(
        List.of(
            root + "sqs:CreateQueue arn:aws:sqs:us-east-1:000000000000:q",
            root + "sns:CreateTopic arn:aws:sns:us-east-1:000000000000:t"),
        told);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() {
    Path missing = directory.resolve("missing/audit.log");
    BrokerOpenException refusal =
        assertThrows(BrokerOpenException.class, () -> await(Broker.open(vertx, options(missing))));
    assertTrue(String.valueOf(refusal.getMessage()).contains(missing.toString()));
  }

  private static BrokerOptions options(Path log) {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false).setAuditLog(log.toString());
    options.getStore().setMemory(true);
    return options;
  }
}
