package io.fanfare.broker.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.StompConnection.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Ends the real broker while a durable STOMP subscriber has messages in hand. They come again when
 * it is back, although their visibility timeout is one of twelve hours.
 */
final class HeldByStompIT {

  private static final String ACCOUNT = "000000000000";
  private static final String TOPIC = "arn:aws:sns:us-east-1:" + ACCOUNT + ":";

  private final Path data = Deployment.newDirectory();
  private @Nullable JarBroker running;

  @AfterEach
  void close() {
    if (running != null) {
      running.kill();
    }
  }

  @Test
  void whatASubscriberHadInHandComesAgainWhenItIsBack() throws IOException {
    comesAgain("t", List.of("a-1", "b-2", "c-3"), List.of("b-2", "c-3"));
  }

  @Test
  void groupsComeAgainInOrder() throws IOException {
    comesAgain("t.fifo", List.of("a-1", "b-2"), List.of("a-3", "b-2", "a-4"));
  }

  /** The first of {@code held} is acknowledged, and what the others wait for is in hand. */
  private void comesAgain(String topic, List<String> held, List<String> after) throws IOException {
    JarBroker broker = start(0);
    SdkClients sdk = new SdkClients(broker.endpoint(), ACCOUNT, "us-east-1");
    boolean fifo = topic.endsWith(".fifo");
    sdk.sns()
        .createTopic(c -> c.name(topic).attributes(fifo ? Map.of("FifoTopic", "true") : Map.of()));
    try (StompConnection connection = subscribe(broker, topic)) {
      awaitReceipt(connection);
      sdk.sqs()
          .setQueueAttributes(
              s ->
                  s.queueUrl("stomp_desk_all" + (fifo ? ".fifo" : ""))
                      .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43200")));
      List<String> published = new ArrayList<>(held);
      after.stream().filter(text -> !held.contains(text)).forEach(published::add);
      published.forEach(text -> publish(sdk, topic, text));
      List<Frame> in = messages(connection, held.size());
      assertEquals(held, in.stream().map(Frame::body).toList());
      connection.say("ACK", Map.of("id", in.get(0).header("ack"), "receipt", "done"), "");
      awaitReceipt(connection);
      broker.kill();
      broker.awaitEnd();
    }
    JarBroker next = start(broker.port());
    try (StompConnection connection = subscribe(next, topic)) {
      List<Frame> in = new ArrayList<>();
      while (in.size() < after.size()) {
        Frame message = messages(connection, 1).get(0);
        connection.say("ACK", Map.of("id", message.header("ack")), "");
        in.add(message);
      }
      assertEquals(
          after.stream().sorted().toList(), in.stream().map(Frame::body).sorted().toList());
      Frame again = in.stream().filter(f -> f.body().equals("b-2")).findFirst().orElseThrow();
      assertEquals("2", again.header("receive-count"));
      assertEquals(
          after.stream().filter(text -> text.startsWith("a")).toList(),
          in.stream().map(Frame::body).filter(text -> text.startsWith("a")).toList());
    }
  }

  private JarBroker start(int port) {
    JarBroker started = JarBroker.start(data, port);
    running = started;
    return started;
  }

  private static void publish(SdkClients sdk, String topic, String text) {
    sdk.sns()
        .publish(
            p ->
                p.topicArn(TOPIC + topic)
                    .message(text)
                    .messageGroupId(topic.endsWith(".fifo") ? text.substring(0, 1) : null)
                    .messageDeduplicationId(topic.endsWith(".fifo") ? text : null));
  }

  /** A connection that has asked for the subscription. */
  private static StompConnection subscribe(JarBroker broker, String topic) throws IOException {
    StompConnection connection = new StompConnection(broker.endpoint(), "desk");
    connection.say(
        "SUBSCRIBE",
        Map.of(
            "id", "s",
            "destination", "/topic/" + topic,
            "ack", "client-individual",
            "durable-subscription-name", "all",
            "receipt", "in force"),
        "");
    return connection;
  }

  private static List<Frame> messages(StompConnection connection, int count) throws IOException {
    List<Frame> messages = new ArrayList<>();
    while (messages.size() < count) {
      Frame next = connection.next();
      if (next.command().equals("MESSAGE")) {
        messages.add(next);
      }
    }
    return messages;
  }

  private static void awaitReceipt(StompConnection connection) throws IOException {
    while (!connection.next().command().equals("RECEIPT")) {
      // In a FIFO topic the next of the group may be on its way.
    }
  }
}
