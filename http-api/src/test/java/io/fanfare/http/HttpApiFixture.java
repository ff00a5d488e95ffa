package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization;
import io.fanfare.heap.HeapBudget;
import io.fanfare.http.status.Health;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.CreateTopic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An open HTTP API over services that answer as they are told. */
class HttpApiFixture {

  static final String SEND = "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\"}";
  static final String RECEIVE = "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}";
  static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=%s/20260115/%s/%s/aws4_request, SignedHeaders=host, Signature=ab";

  final Vertx vertx = Vertx.vertx();
  final HttpClient client = HttpClient.newHttpClient();
  final Fakes fakes = new Fakes();
  final AtomicReference<Health> health = new AtomicReference<>(Health.OK);
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final HeapBudget heap = new HeapBudget(32 << 20);
  Authorization authorization = Authorization.off();
  HttpApi api = open(new HttpApiOptions());

  @BeforeEach
  void answer() {
    fakes.on(
        SendMessage.class,
        call -> Future.succeededFuture(new SendMessage.Result("id", "md5", null, null, null)));
    fakes.on(
        CreateQueue.class,
        call -> Future.succeededFuture(new CreateQueue.Result(call.caller().endpoint() + "/0/q")));
    fakes.on(GetQueueUrl.class, call -> Future.succeededFuture(new GetQueueUrl.Result("u")));
    fakes.on(CreateTopic.class, call -> Future.succeededFuture(new CreateTopic.Result("arn")));
  }

  @AfterEach
  void close() {
    await(api.close());
    await(vertx.close());
  }

  HttpApi open(HttpApiOptions options) {
    return open(options, System::nanoTime);
  }

  /** The same, where rates go by the time that {@code nanos} tells. */
  HttpApi open(HttpApiOptions options, LongSupplier nanos) {
    return await(HttpApi.open(vertx, services(), options.setPort(0).setInstances(2), nanos));
  }

  Services services() {
    return new Services(
        fakes.queues(),
        fakes.topics(),
        fakes.functions(),
        heap,
        Optional.of(metrics),
        health::get,
        authorization);
  }

  Fakes.Call lastCall() {
    try {
      return Objects.requireNonNull(fakes.calls.poll(10, SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Future<Void> gone(Fakes.Call call) {
    return Objects.requireNonNull(call.scope()).gone();
  }

  HttpResponse<String> json(String action, String body) {
    return send(post("/", body).header("X-Amz-Target", "AmazonSQS." + action));
  }

  HttpResponse<String> form(String path, String body) {
    return send(formRequest(path, body));
  }

  HttpRequest.Builder formRequest(String path, String body) {
    return post(path, body)
        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  }

  HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + api.port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String rawPost(String host, String body) {
    return rawRequest("SendMessage", host, body);
  }

  static String rawRequest(String action, String host, String body) {
    return "POST / HTTP/1.1\r\nHost: %s\r\nX-Amz-Target: AmazonSQS.%s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(host, action, body.length(), body);
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
