package io.fanfare.broker.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Ends the real broker again and again while it pushes to an endpoint that takes, refuses, fails
 * and hangs by chance: each message that was acknowledged to its publisher reaches the endpoint or,
 * if it was refused or failed too often, the dead-letter queue of the subscription. How often is
 * said by {@code -Dfanfare.kills}, and when by {@code -Dfanfare.seed}.
 */
final class PushKillIT {

  private static final Pattern LINK = Pattern.compile("\"SubscribeURL\":\"([^\"]+)\"");
  private static final Pattern TEXT = Pattern.compile("\"Message\":\"(m[0-9]+)\"");
  private static final String RETRIES =
      "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":2,\"numRetries\":5,"
          + "\"numNoDelayRetries\":1,\"numMinDelayRetries\":1,\"numMaxDelayRetries\":1,"
          + "\"backoffFunction\":\"exponential\"}}";

  private final int kills = Integer.getInteger("fanfare.kills", 5);
  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Path data = Deployment.newDirectory();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Set<String> links = ConcurrentHashMap.newKeySet();
  private final HttpServer endpoint;
  private volatile boolean calm;

  PushKillIT() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    endpoint.createContext("/", this::answer);
    endpoint.setExecutor(threads);
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whatWasAcknowledgedIsPushedOrDeadLetteredThroughKills() throws Exception {
    JarBroker broker = JarBroker.start(data, 0);
    SdkClients sdk = new SdkClients(broker.endpoint(), "000000000000", "us-east-1");
    String topic = subscribed(sdk);
    for (int i = 0; i < kills; i++) {
      publish(sdk, topic, 50 + random.nextInt(100));
      Thread ends = new Thread(broker::kill);
      ends.start();
      publish(sdk, topic, 50);
      ends.join();
      broker.awaitEnd();
      broker = JarBroker.start(data, broker.port());
    }
    publish(sdk, topic, 50);
    calm = true;
    Set<String> dead = ConcurrentHashMap.newKeySet();
    String report = "-Dfanfare.seed=" + seed + " ";
    await(report)
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              drain(sdk.sqs(), dead);
              return missing(dead) == 0;
            });
    System.out.printf(
        "%sacknowledged %,d, taken %,d, dead letters %,d%n",
        report, acknowledged.size(), taken.size(), dead.size());
    assertFalse(acknowledged.isEmpty());
    assertEquals(0, missing(dead));
    broker.close();
  }

  private long missing(Set<String> dead) {
    return acknowledged.stream()
        .filter(text -> !taken.contains(text) && !dead.contains(text))
        .count();
  }

  /** A topic with a confirmed subscription that has a dead-letter queue. */
  private String subscribed(SdkClients sdk) throws Exception {
    sdk.sqs().createQueue(c -> c.queueName("dead"));
    String topic = sdk.sns().createTopic(c -> c.name("t")).topicArn();
    String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/";
    String letters = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"}";
    sdk.sns()
        .subscribe(
            s ->
                s.topicArn(topic)
                    .protocol("http")
                    .endpoint(url)
                    .attributes(Map.of("DeliveryPolicy", RETRIES, "RedrivePolicy", letters)));
    await().atMost(Duration.ofSeconds(60)).until(() -> !links.isEmpty());
    HttpRequest confirmation = HttpRequest.newBuilder(URI.create(links.iterator().next())).build();
    assertEquals(
        200,
        HttpClient.newHttpClient()
            .send(confirmation, HttpResponse.BodyHandlers.discarding())
            .statusCode());
    return topic;
  }

  private void publish(SdkClients sdk, String topic, int count) {
    for (int i = 0; i < count; i++) {
      String text = "m" + random.nextInt(Integer.MAX_VALUE);
      try {
        sdk.sns().publish(p -> p.topicArn(topic).message(text));
        acknowledged.add(text);
      } catch (SdkException down) {
        // Whether it was taken in nobody was told.
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher link = LINK.matcher(body);
    Matcher text = TEXT.matcher(body);
    int chance = calm ? 0 : random.nextInt(100);
    int status = chance < 60 ? 200 : chance < 95 ? 500 : 404;
    if (link.find()) {
      links.add(link.group(1));
      status = 200;
    } else if (text.find() && status == 200) {
      taken.add(text.group(1));
    }
    if (chance != 99) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }
  }

  private static void drain(SqsClient sqs, Set<String> dead) {
    List<Message> messages =
        sqs.receiveMessage(r -> r.queueUrl("dead").maxNumberOfMessages(10)).messages();
    for (Message message : messages) {
      Matcher text = TEXT.matcher(message.body());
      if (text.find()) {
        dead.add(text.group(1));
      }
      sqs.deleteMessage(d -> d.queueUrl("dead").receiptHandle(message.receiptHandle()));
    }
  }
}
