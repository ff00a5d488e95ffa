package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.proof.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The packed program with one file for all of it. */
class ConfigIT {

  private static final Path EXAMPLE =
      Path.of("").toAbsolutePath().resolveSibling("examples").resolve("fanfare.yaml");
  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";

  private final Path directory;

  ConfigIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theExampleWorksFromTheFirstAnswerOnAndIsExportedAsItIs() throws IOException {
    String exported;
    try (FanfareProcess broker = start("--config=" + EXAMPLE, "--port=0")) {
      URI url = broker.awaitReady();
      SdkClients clients = new SdkClients(url, ACCOUNT, REGION);
      publish(clients, "letter");
      publish(clients, "parcel");
      assertEquals(List.of("letter", "parcel"), received(clients, url, "billing"));
      assertEquals(List.of("parcel"), received(clients, url, "shipping"));
      Map<QueueAttributeName, String> redrive =
          clients
              .sqs()
              .getQueueAttributes(
                  r ->
                      r.queueUrl(queue(url, "shipping"))
                          .attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes();
      assertTrue(redrive.toString().contains("shipping-dead"), redrive::toString);
      exported = export(url);
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::errors);
    }
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("exported.yaml"), exported);
    try (FanfareProcess broker =
        FanfareProcess.start(other, "--config=exported.yaml", "--port=0")) {
      assertEquals(exported, export(broker.awaitReady()));
    }
  }

  private String export(URI url) {
    try (FanfareProcess export = start("export", "--endpoint=" + url)) {
      StringBuilder text = new StringBuilder();
      for (String line = export.line(); !line.isEmpty(); line = export.line()) {
        text.append(line).append('\n');
      }
      assertEquals(0, export.awaitEnd(), export::errors);
      return text.toString();
    }
  }

  private static void publish(SdkClients clients, String kind) {
    MessageAttributeValue value =
        MessageAttributeValue.builder().dataType("String").stringValue(kind).build();
    clients
        .sns()
        .publish(
            r ->
                r.topicArn("arn:aws:sns:us-east-1:000000000000:orders")
                    .message(kind)
                    .messageAttributes(Map.of("kind", value)));
  }

  private static List<String> received(SdkClients clients, URI url, String queue) {
    return clients
        .sqs()
        .receiveMessage(r -> r.queueUrl(queue(url, queue)).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(Message::body)
        .sorted()
        .toList();
  }

  private static String queue(URI url, String name) {
    return url.resolve("/" + ACCOUNT + "/" + name).toString();
  }

  @Test
  void aMistakeEndsTheStartWithItsLineAndNothingIsThereAfterwards() throws IOException {
    Path file = directory.resolve("wrong.yaml");
    Files.writeString(
        file, "queues:\n  a: {}\n  b:\n    VisibilityTimeout: 99999\n  c: {Delay: 1}\n");
    try (FanfareProcess broker = start("--config=wrong.yaml", "--port=0")) {
      assertEquals(ExitCode.REFUSED, broker.awaitEnd());
      assertEquals(
          List.of(
              "fanfare: wrong.yaml:4: VisibilityTimeout of the queue b: Invalid value for the"
                  + " parameter VisibilityTimeout.",
              "fanfare: wrong.yaml:5: Delay of the queue c: Unknown Attribute Delay."),
          broker.complaints());
    }
    try (FanfareProcess broker = start("--port=0")) {
      SdkClients clients = new SdkClients(broker.awaitReady(), ACCOUNT, REGION);
      assertFalse(clients.sqs().listQueues().hasQueueUrls());
    }
  }

  private FanfareProcess start(String... arguments) {
    return FanfareProcess.start(directory, arguments);
  }
}
