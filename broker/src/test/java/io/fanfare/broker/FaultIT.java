package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.command.ExitCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fault in the middle of a step does to the running program. */
class FaultIT {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t.fifo";
  private static final int AROUND = 20;
  private static final int ROUNDS = 5;

  private final Path directory;

  FaultIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bugs", "bugs.fifo"})
  void aBugClosesItsQueueWhichIsOpenedAnewFromWhatWasAcknowledged(String name) throws Exception {
    try (FanfareProcess broker = FanfareProcess.startFaulty(directory, "--port=0")) {
      URI url = broker.awaitReady();
      create(broker, url, name);
      create(broker, url, "others");
      CompletableFuture<HttpResponse<String>> waiting =
          broker.ask(url, "ReceiveMessage", queue("others").put("WaitTimeSeconds", 20).encode());
      Set<String> sent = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        sent.addAll(sendAround(broker, url, name, FaultyProcess.BUG, round));
      }
      assertEquals(200, send(broker, url, "others", "o").get().statusCode());
      assertTrue(waiting.get().body().contains("\"o\""), "A fault elsewhere is no concern of it");
      assertEquals(sent, receiveAll(broker, url, name, sent.size()));
      List<String> log = broker.complaints();
      assertEquals(ROUNDS, count(log, "A fault has closed"), () -> String.join("\n", log));
      assertEquals(ROUNDS, count(log, FaultyProcess.BUG), () -> String.join("\n", log));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FaultyProcess.NO_MEMORY, FaultyProcess.NO_STACK})
  void aFaultOfTheMachineEndsTheProcessAndLosesNothing(String fault) throws Exception {
    Set<String> sent;
    try (FanfareProcess broker = FanfareProcess.startFaulty(directory, "--port=0")) {
      URI url = broker.awaitReady();
      create(broker, url, "q");
      sent = sendAround(broker, url, "q", fault, 0);
      assertEquals(ExitCode.FAULT, broker.awaitEnd());
      assertTrue(broker.errors().contains(fault), broker.errors());
    }
    try (FanfareProcess broker = FanfareProcess.start(directory, "--port=0")) {
      URI url = broker.awaitReady();
      Set<String> received = receiveAll(broker, url, "q", sent.size());
      assertTrue(received.containsAll(sent));
    }
  }

  @Test
  void whoWaitsIsToldThatItsQueueHasStopped() throws Exception {
    try (FanfareProcess broker = FanfareProcess.startFaulty(directory, "--port=0")) {
      URI url = broker.awaitReady();
      create(broker, url, "q");
      CompletableFuture<HttpResponse<String>> waiting =
          broker.ask(url, "ReceiveMessage", queue("q").put("WaitTimeSeconds", 20).encode());
      Awaitility.await()
          .until(() -> metrics(broker, url).contains("fanfare_queues_receives_waiting 1.0"));
      assertEquals(500, send(broker, url, "q", FaultyProcess.BUG).get().statusCode());
      assertEquals(500, waiting.get().statusCode());
      assertEquals(200, send(broker, url, "q", "m").get().statusCode());
      assertEquals(Set.of("m"), receiveAll(broker, url, "q", 1));
    }
  }

  @Test
  void aBugClosesItsTopicWhichIsOpenedAnew() throws Exception {
    try (FanfareProcess broker = FanfareProcess.startFaulty(directory, "--port=0")) {
      URI url = broker.awaitReady();
      create(broker, url, "q.fifo");
      publishing(broker, url);
      Set<String> published = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        published.addAll(publishAround(broker, url, round));
      }
      Set<String> received = receiveAll(broker, url, "q.fifo", published.size());
      assertTrue(received.containsAll(published), () -> published + " but " + received);
      assertTrue(published.size() >= ROUNDS, published::toString);
      List<String> log = broker.complaints();
      assertEquals(
          ROUNDS, count(log, "A fault has closed the topic"), () -> String.join("\n", log));
    }
  }

  /** Makes an archiving topic whose subscription wants everything but the faults. */
  private static void publishing(FanfareProcess broker, URI url) throws Exception {
    for (String form :
        List.of(
            "Action=CreateTopic&Name=t.fifo"
                + attribute("Attributes", 1, "FifoTopic", "true")
                + attribute("Attributes", 2, "ContentBasedDeduplication", "true")
                + attribute("Attributes", 3, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"1\"}"),
            "Action=Subscribe&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q.fifo"
                + "&TopicArn="
                + TOPIC
                + attribute("Attributes", 1, "RawMessageDelivery", "true")
                + attribute("Attributes", 2, "FilterPolicyScope", "MessageBody")
                + attribute("Attributes", 3, "FilterPolicy", "{\"good\":[true]}"))) {
      HttpResponse<String> answer = broker.askForm(url, form).get();
      assertEquals(200, answer.statusCode(), answer::body);
    }
  }

  private static String attribute(String list, int number, String name, String value) {
    String prefix = "&" + list + ".entry." + number;
    return prefix + ".key=" + name + prefix + ".value=" + URLEncoder.encode(value, UTF_8);
  }

  /** Publishes messages at once, and a fault in their middle; those that were acknowledged. */
  private static Set<String> publishAround(FanfareProcess broker, URI url, int round)
      throws Exception {
    List<String> texts = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < AROUND; i++) {
      boolean good = i != AROUND / 2;
      texts.add(
          new JsonObject()
              .put("good", good)
              .put("text", good ? round + "-" + i : FaultyProcess.BUG)
              .encode());
      String form =
          "Action=Publish&MessageGroupId=g&TopicArn="
              + TOPIC
              + "&Message="
              + URLEncoder.encode(texts.get(i), UTF_8);
      answers.add(broker.askForm(url, form));
    }
    Set<String> published = new HashSet<>();
    for (int i = 0; i < AROUND; i++) {
      if (answers.get(i).get().statusCode() == 200) {
        published.add(texts.get(i));
      }
    }
    return published;
  }

  private static long count(List<String> log, String words) {
    return log.stream().filter(line -> line.contains(words)).count();
  }

  private static String metrics(FanfareProcess broker, URI url) throws Exception {
    return broker.get(url.resolve("/metrics")).get().body();
  }

  /** Sends messages at once, and a fault in their middle; those that were acknowledged. */
  private static Set<String> sendAround(
      FanfareProcess broker, URI url, String name, String fault, int round)
      throws InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < AROUND; i++) {
      answers.add(send(broker, url, name, i == AROUND / 2 ? fault : round + "-" + i));
    }
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < AROUND; i++) {
      try {
        if (answers.get(i).get().statusCode() == 200) {
          sent.add(round + "-" + i);
        }
      } catch (ExecutionException gone) {
        // The process has ended, and has acknowledged nothing.
      }
    }
    return sent;
  }

  private static JsonObject queue(String name) {
    return new JsonObject().put("QueueUrl", "http://localhost/000000000000/" + name);
  }

  private static void create(FanfareProcess broker, URI url, String name) throws Exception {
    JsonObject attributes = new JsonObject();
    if (name.endsWith(".fifo")) {
      attributes.put("FifoQueue", "true");
    }
    JsonObject request = new JsonObject().put("QueueName", name).put("Attributes", attributes);
    assertEquals(200, broker.ask(url, "CreateQueue", request.encode()).get().statusCode());
  }

  private static CompletableFuture<HttpResponse<String>> send(
      FanfareProcess broker, URI url, String name, String body) {
    JsonObject request = queue(name).put("MessageBody", body);
    if (name.endsWith(".fifo")) {
      request.put("MessageGroupId", "g").put("MessageDeduplicationId", body.replace(' ', '-'));
    }
    return broker.ask(url, "SendMessage", request.encode());
  }

  /** Receives and deletes until there are {@code least} messages and no more. */
  private static Set<String> receiveAll(FanfareProcess broker, URI url, String name, int least)
      throws Exception {
    Set<String> bodies = new HashSet<>();
    String request = queue(name).put("MaxNumberOfMessages", 10).encode();
    JsonArray messages;
    do {
      JsonObject answer = new JsonObject(broker.ask(url, "ReceiveMessage", request).get().body());
      messages = answer.getJsonArray("Messages", new JsonArray());
      for (Object message : messages) {
        JsonObject one = (JsonObject) message;
        bodies.add(one.getString("Body"));
        JsonObject delete = queue(name).put("ReceiptHandle", one.getString("ReceiptHandle"));
        assertEquals(200, broker.ask(url, "DeleteMessage", delete.encode()).get().statusCode());
      }
    } while (bodies.size() < least || !messages.isEmpty());
    return bodies;
  }
}
