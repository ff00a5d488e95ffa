package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server on this machine that is posted to, and answers as a test says. */
final class Webhook implements AutoCloseable {

  /** Never answers. */
  static final int STUCK = -1;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Map<String, Queue<Integer>> scripts = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** A request that was posted. */
  record Received(String path, MultiMap headers, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError(body, e);
      }
    }

    @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  /** A server on a port that was free. */
  Webhook(Vertx vertx) {
    server = await(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  /** What the next requests for {@code path} are answered with; others are answered with 200. */
  void answer(String path, Integer... statuses) {
    scripts
        .computeIfAbsent(path, first -> new ConcurrentLinkedQueue<>())
        .addAll(java.util.List.of(statuses));
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Queue<Integer> script = scripts.get(request.path());
              Integer status = script == null ? null : script.poll();
              received.add(new Received(request.path(), request.headers(), body.toString()));
              if (status == null || status != STUCK) {
                request.response().setStatusCode(status == null ? 200 : status).end();
              }
            });
  }

  /** The next request; waits for it. */
  Received next() {
    try {
      Received next = received.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing is posted");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many requests have come that nobody has looked at. */
  int waiting() {
    return received.size();
  }

  @Override
  public void close() {
    await(server.close());
  }
}
