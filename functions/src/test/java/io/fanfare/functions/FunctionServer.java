package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server that a function is at: it keeps the events that come, and answers as a test wants. */
final class FunctionServer {

  private static final long PATIENCE_SECONDS = 40;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final int port;
  private volatile Behaviour behaviour = event -> Future.succeededFuture(Reply.of("null"));

  /** What is answered. */
  record Reply(int status, String functionError, String payload) {

    static Reply of(String payload) {
      return new Reply(200, "", payload);
    }

    /** That the function has thrown. */
    static Reply thrown() {
      return new Reply(200, "Unhandled", "{\"errorType\":\"E\",\"errorMessage\":\"no\"}");
    }

    /** That the messages of {@code ids} have failed. */
    static Reply failed(List<String> ids) {
      JsonArray failures = new JsonArray();
      ids.forEach(id -> failures.add(new JsonObject().put("itemIdentifier", id)));
      return of(new JsonObject().put("batchItemFailures", failures).encode());
    }
  }

  /** What a function does. */
  @FunctionalInterface
  interface Behaviour {
    Future<Reply> answer(Event event);
  }

  /** An event as it came. */
  record Event(String path, String type, JsonObject json) {

    List<JsonObject> records() {
      return json.getJsonArray("Records").stream().map(JsonObject.class::cast).toList();
    }

    List<String> bodies() {
      return records().stream().map(record -> record.getString("body")).toList();
    }

    List<String> ids() {
      return records().stream().map(record -> record.getString("messageId")).toList();
    }

    Stream<String> counts() {
      return records().stream()
          .map(record -> record.getJsonObject("attributes"))
          .map(attributes -> attributes.getString("ApproximateReceiveCount"));
    }
  }

  FunctionServer(Vertx vertx) {
    port =
        await(
                vertx
                    .createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(b -> handle(request, b)))
                    .listen(0, "127.0.0.1"))
            .actualPort();
  }

  private void handle(HttpServerRequest request, Buffer body) {
    int now = underWay.incrementAndGet();
    mostUnderWay.accumulateAndGet(now, Math::max);
    String type = request.getHeader("X-Amz-Invocation-Type");
    Event event = new Event(request.uri(), String.valueOf(type), body.toJsonObject());
    events.add(event);
    behaviour
        .answer(event)
        .onSuccess(
            reply -> {
              underWay.decrementAndGet();
              request.response().setStatusCode(reply.status());
              if (!reply.functionError().isEmpty()) {
                request.response().putHeader("X-Amz-Function-Error", reply.functionError());
              }
              request.response().end(reply.payload());
            });
  }

  /** From now on it answers so. */
  FunctionServer answering(Behaviour next) {
    behaviour = next;
    return this;
  }

  FunctionServer answering(Reply reply) {
    return answering(event -> Future.succeededFuture(reply));
  }

  /** From now on it never answers. */
  FunctionServer hanging() {
    return answering(event -> Promise.<Reply>promise().future());
  }

  /** How a function of that name here is written in the options. */
  String named(String name, String options) {
    return name + "=http://127.0.0.1:" + port + "/" + name + ",timeout=1" + options;
  }

  String named(String name) {
    return named(name, "");
  }

  /** The next event. */
  Event next() {
    try {
      Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(event, "no event has come");
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether no event has come that was not asked for. */
  boolean isQuiet() {
    return events.isEmpty();
  }

  /** How many invocations were under way at once at the most. */
  int mostUnderWay() {
    return mostUnderWay.get();
  }
}
