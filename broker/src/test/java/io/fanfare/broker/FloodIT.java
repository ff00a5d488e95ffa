package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the packed program lives through more than its heap holds. */
class FloodIT {

  private static final String LARGE = "m".repeat((1 << 20) - 16);

  private final Path directory;

  FloodIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aFloodOfLargeRequestsEndsNeitherTheProcessNorWhatIsSmall() throws Exception {
    try (FanfareProcess broker = FanfareProcess.startWithHeap(directory, "64m", "--port=0")) {
      URI url = broker.awaitReady();
      assertEquals(200, ask(broker, url, "CreateQueue", "QueueName", "small").statusCode());
      assertEquals(200, ask(broker, url, "CreateQueue", "QueueName", "large").statusCode());
      List<Socket> unfinished = new ArrayList<>();
      try {
        for (int i = 0; i < 100; i++) {
          unfinished.add(unfinished(url, i % 2 == 0 ? 6 << 20 : 15 << 20));
        }
        List<CompletableFuture<HttpResponse<String>>> large = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          large.add(broker.ask(url, "SendMessage", message("large", LARGE)));
        }
        for (int i = 0; i < 20; i++) {
          goRound(broker, url, "small " + i);
        }
        int taken = 0;
        for (CompletableFuture<HttpResponse<String>> answer : large) {
          taken += taken(answer.get()) ? 1 : 0;
        }
        for (Socket socket : unfinished) {
          socket.close();
        }
        assertEquals(taken, waiting(broker, url));
        assertTrue(taken(broker.ask(url, "SendMessage", message("large", LARGE)).get()));
      } finally {
        for (Socket socket : unfinished) {
          socket.close();
        }
      }
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::errors);
    }
  }

  private static Socket unfinished(URI url, int length) throws IOException {
    Socket socket = new Socket(url.getHost(), url.getPort());
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n"
            + "Content-Length: "
            + length
            + "\r\n\r\n{";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Whether it was taken; if not, it is to be sent again. */
  private static boolean taken(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      assertEquals(503, answer.statusCode(), answer::body);
      assertTrue(answer.headers().firstValue("x-amz-retry-after").isPresent());
    }
    return answer.statusCode() == 200;
  }

  private static void goRound(FanfareProcess broker, URI url, String body) throws Exception {
    assertEquals(200, broker.ask(url, "SendMessage", message("small", body)).get().statusCode());
    JsonObject received =
        new JsonObject(ask(broker, url, "ReceiveMessage", "QueueUrl", queue("small")).body());
    JsonObject message = received.getJsonArray("Messages").getJsonObject(0);
    assertEquals(body, message.getString("Body"));
    JsonObject delete =
        new JsonObject()
            .put("QueueUrl", queue("small"))
            .put("ReceiptHandle", message.getString("ReceiptHandle"));
    assertEquals(200, broker.ask(url, "DeleteMessage", delete.encode()).get().statusCode());
  }

  private static int waiting(FanfareProcess broker, URI url) throws Exception {
    String request = "{\"QueueUrl\":\"%s\",\"AttributeNames\":[\"All\"]}".formatted(queue("large"));
    JsonObject answer = new JsonObject(broker.ask(url, "GetQueueAttributes", request).get().body());
    String count = answer.getJsonObject("Attributes").getString("ApproximateNumberOfMessages");
    return Integer.parseInt(count);
  }

  private static String message(String queue, String body) {
    return new JsonObject().put("QueueUrl", queue(queue)).put("MessageBody", body).encode();
  }

  private static String queue(String name) {
    return "http://localhost/000000000000/" + name;
  }

  private static HttpResponse<String> ask(
      FanfareProcess broker, URI url, String action, String member, String value) throws Exception {
    return broker.ask(url, action, new JsonObject().put(member, value).encode()).get();
  }
}
