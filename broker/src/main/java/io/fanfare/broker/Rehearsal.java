package io.fanfare.broker;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.store.StoreOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does for some seconds what a broker does, in a directory of its own that is gone afterwards, so
 * that a JVM which keeps what it learns has learned it.
 */
@Command(name = "rehearse", hidden = true)
final class Rehearsal implements Callable<Integer> {

  private static final int CLIENTS = 16;
  private static final int BATCH = 10;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(8);
  private static final String BODY = "0123456789abcdef".repeat(64);
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:rehearsal";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:rehearsal";

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("fanfare-rehearsal");
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = EventLoops.open(metrics);
    try {
      BrokerOptions options = new BrokerOptions();
      options.getHttp().setPort(0);
      options.getStore().setPath(directory.toString());
      options.getStore().setJournalBytes(StoreOptions.LEAST_JOURNAL_BYTES);
      options.getHttp().setInstances(Runtime.getRuntime().availableProcessors());
      Broker broker =
          Broker.open(vertx, options, metrics, logged -> {}, UnaryOperator.identity()).await();
      new Client(vertx, broker.port()).play().await();
      broker.close().await();
    } finally {
      vertx.close().await();
      delete(directory);
    }
    return ExitCode.OK;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Who asks the broker for all that matters while it is young. */
  private static final class Client {

    private final HttpClient http;
    private final int port;
    private final String queue;
    private final long until = System.nanoTime() + NANOS;

    Client(Vertx vertx, int port) {
      this.http =
          vertx.httpClientBuilder().with(new PoolOptions().setHttp1MaxSize(CLIENTS)).build();
      this.port = port;
      this.queue = "http://127.0.0.1:%d/000000000000/rehearsal".formatted(port);
    }

    Future<Void> play() {
      return queues("CreateQueue", new JsonObject().put("QueueName", "rehearsal"))
          .compose(made -> topics("Action=CreateTopic&Name=rehearsal"))
          .compose(
              made ->
                  topics(
                      "Action=Subscribe&Protocol=sqs&TopicArn=%s&Endpoint=%s"
                          .formatted(encoded(TOPIC), encoded(QUEUE))))
          .compose(subscribed -> Future.all(parts()))
          .mapEmpty();
    }

    private List<Future<?>> parts() {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        parts.add(round());
      }
      return parts;
    }

    private Future<?> round() {
      if (System.nanoTime() - until > 0) {
        return Future.succeededFuture();
      }
      return queues("SendMessage", ofQueue().put("MessageBody", BODY))
          .compose(sent -> queues("SendMessageBatch", ofQueue().put("Entries", entries())))
          .compose(sent -> topics("Action=Publish&TopicArn=" + encoded(TOPIC) + "&Message=" + BODY))
          .compose(sent -> queues("ReceiveMessage", ofQueue().put("MaxNumberOfMessages", BATCH)))
          .compose(received -> delete(received.getJsonArray("Messages", new JsonArray())))
          .compose(deleted -> round());
    }

    private Future<?> delete(JsonArray messages) {
      JsonArray entries = new JsonArray();
      for (int i = 0; i < messages.size(); i++) {
        String handle = messages.getJsonObject(i).getString("ReceiptHandle");
        entries.add(new JsonObject().put("Id", "m" + i).put("ReceiptHandle", handle));
      }
      return entries.isEmpty()
          ? Future.succeededFuture()
          : queues("DeleteMessageBatch", ofQueue().put("Entries", entries));
    }

    private JsonObject ofQueue() {
      return new JsonObject().put("QueueUrl", queue);
    }

    private static JsonArray entries() {
      return new JsonArray(
          IntStream.range(0, BATCH)
              .mapToObj(i -> new JsonObject().put("Id", "m" + i).put("MessageBody", BODY))
              .toList());
    }

    private Future<JsonObject> queues(String action, JsonObject asked) {
      RequestOptions request =
          request("sqs")
              .putHeader("Content-Type", "application/x-amz-json-1.0")
              .putHeader("X-Amz-Target", "AmazonSQS." + action);
      return ask(request, asked.toBuffer())
          .map(answer -> answer.length() == 0 ? new JsonObject() : answer.toJsonObject());
    }

    private Future<Buffer> topics(String form) {
      RequestOptions request =
          request("sns").putHeader("Content-Type", "application/x-www-form-urlencoded");
      return ask(request, Buffer.buffer(form + "&Version=2010-03-31"));
    }

    private RequestOptions request(String service) {
      return new RequestOptions()
          .setMethod(HttpMethod.POST)
          .setHost("127.0.0.1")
          .setPort(port)
          .putHeader(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=rehearsal/20000101/us-east-1/%s/aws4_request,"
                      .formatted(service)
                  + " SignedHeaders=host, Signature=0");
    }

    private Future<Buffer> ask(RequestOptions request, Buffer body) {
      return http.request(request)
          .compose(open -> open.send(body))
          .compose(
              answer ->
                  answer
                      .body()
                      .map(
                          text -> {
                            if (answer.statusCode() != 200) {
                              throw new IllegalStateException("The broker answered " + text);
                            }
                            return text;
                          }));
    }

    private static String encoded(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }
}
