package io.fanfare.broker.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a function is: it takes most events, throws at some, takes part of some, is broken and
 * hangs by chance, and knows how often it has taken each text.
 */
final class FunctionEndpoint {

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final HttpServer server;
  private volatile boolean calm;

  FunctionEndpoint(Random random) throws IOException {
    this.random = random;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Takes all events from now on. */
  void calm() {
    calm = true;
  }

  /** How often it has taken each text. */
  Map<String, Integer> taken() {
    return taken;
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonArray records =
        new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
            .getJsonArray("Records");
    List<JsonObject> messages =
        records.stream().map(JsonObject.class::cast).map(FunctionEndpoint::plain).toList();
    boolean ofQueue = !messages.get(0).getString("id").isEmpty();
    int chance = calm ? 0 : random.nextInt(100);
    if (chance < 70 || (chance < 80 && !ofQueue)) {
      messages.forEach(this::take);
      say(exchange, 200, "null");
    } else if (chance < 80) {
      messages.stream().skip(1).forEach(this::take);
      JsonObject first = new JsonObject().put("itemIdentifier", messages.get(0).getString("id"));
      say(
          exchange,
          200,
          new JsonObject().put("batchItemFailures", new JsonArray().add(first)).encode());
    } else if (chance < 90) {
      exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
      say(exchange, 200, "{\"errorMessage\":\"no\"}");
    } else if (chance < 98) {
      say(exchange, 500, "");
    }
  }

  /** The text of a record, and the id by which its queue knows it. */
  private static JsonObject plain(JsonObject record) {
    JsonObject sns = record.getJsonObject("Sns");
    return sns == null
        ? new JsonObject()
            .put("text", record.getString("body"))
            .put("id", record.getString("messageId"))
        : new JsonObject().put("text", sns.getString("Message")).put("id", "");
  }

  private void take(JsonObject message) {
    taken.merge(message.getString("text"), 1, Integer::sum);
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
