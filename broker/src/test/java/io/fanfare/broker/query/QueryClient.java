package io.fanfare.broker.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A client of the Query protocol that sends exactly what it is told. */
record QueryClient(URI endpoint) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger LAST_NAME = new AtomicInteger();

  /** A name that no queue and no topic has yet. */
  static String newName() {
    return "queue-" + LAST_NAME.incrementAndGet();
  }

  /** The URL of a new queue. */
  String queue() {
    return post("/", "Action=CreateQueue&QueueName=" + newName()).text("QueueUrl");
  }

  /** The ARN of a new topic. */
  String topic() {
    return post("/", "Action=CreateTopic&Name=" + newName()).text("TopicArn");
  }

  /** The path of a new queue. */
  String queuePath() {
    return URI.create(queue()).getRawPath();
  }

  /** Posts a form, encoded already, to {@code path}, which may have parameters of its own. */
  Answer post(String path, String form) {
    return Answer.of(
        send(
            request(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString(form))));
  }

  /** Gets {@code path} with its parameters, encoded already. */
  Answer get(String path) {
    return Answer.of(send(request(path).GET()));
  }

  /** Sends a request of the newer protocol. */
  HttpResponse<String> json(String action, String body) {
    return send(
        request("/")
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(BodyPublishers.ofString(body)));
  }

  /** {@code parameters} as a form. */
  static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
