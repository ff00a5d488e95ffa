package io.fanfare.junit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscriber over HTTP that fails as often as it is told to. */
final class Subscriber implements AutoCloseable {

  private final HttpServer server;
  private final List<String> attempts = new ArrayList<>();
  private int failures;
  private @Nullable String token;

  private Subscriber(HttpServer server, int failures) {
    this.server = server;
    this.failures = failures;
  }

  static Subscriber thatFails(int failures) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Subscriber subscriber = new Subscriber(server, failures);
    server.createContext("/", subscriber::answer);
    server.start();
    return subscriber;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(
        taken(new JsonObject(new String(body, StandardCharsets.UTF_8))) ? 200 : 503, -1);
    exchange.close();
  }

  private synchronized boolean taken(JsonObject message) {
    if (message.getString("Type").equals("SubscriptionConfirmation")) {
      token = message.getString("Token");
      return true;
    }
    attempts.add(message.getString("Message"));
    return --failures < 0;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  synchronized @Nullable String token() {
    return token;
  }

  synchronized List<String> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
