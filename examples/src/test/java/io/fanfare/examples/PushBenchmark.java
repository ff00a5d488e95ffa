package io.fanfare.examples;

import com.sun.management.OperatingSystemMXBean;
import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How many messages of 1 KiB a second the broker pushes out of a backlog to one endpoint, raw and
 * in the envelope, and what processor time a message takes, beside Vert.x' own client that posts as
 * many bytes to the same server, which is in this process too. The build does not run it; {@code
 * -Dtest=PushBenchmark} does, {@code -Dfanfare.backlog} sets the backlog and {@code
 * -Dfanfare.rounds} the rounds, of which the first find code that is not compiled yet.
 */
class PushBenchmark {

  private static final int BACKLOG = Integer.getInteger("fanfare.backlog", 30_000);
  private static final int ROUNDS = Integer.getInteger("fanfare.rounds", 3);
  private static final int AT_ONCE = 32;
  private static final int SENT_AT_ONCE = 200;
  private static final int ENDPOINTS = 100;
  private static final int PUBLISHES = 500;
  private static final long BETWEEN_NANOS = 20_000_000;
  private static final String HANGS = "/hangs";
  private static final String ENVELOPE_OVERHEAD = "x".repeat(900);
  private static final String BODY = "b".repeat(1_024);

  private final Vertx vertx = Vertx.vertx();

  /** The server has event loops of its own, as one that stands elsewhere. */
  private final Vertx elsewhere = Vertx.vertx();

  private final AtomicInteger taken = new AtomicInteger();
  private volatile int wanted;
  private volatile CountDownLatch reached = new CountDownLatch(1);
  private volatile CompletableFuture<String> token = new CompletableFuture<>();
  private final HttpServer server =
      elsewhere.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1").await();

  private void take(HttpServerRequest request) {
    boolean asks = "SubscriptionConfirmation".equals(request.getHeader("x-amz-sns-message-type"));
    request
        .body()
        .onSuccess(
            body -> {
              if (asks) {
                token.complete(new JsonObject(body).getString("Token"));
              } else if (request.path().equals(HANGS)) {
                return;
              } else if (taken.incrementAndGet() == wanted) {
                reached.countDown();
              }
              request.response().end();
            });
  }

  @Test
  void pushesBesideThePlainClient() throws IOException {
    Path data = Files.createTempDirectory("push");
    BrokerOptions options =
        new BrokerOptions()
            .setHttpEnabled(false)
            .setStore(new StoreOptions().setPath(data.toString()));
    options.getTopics().setPushAllow(List.of("127.0.0.0/8"));
    Broker broker = Broker.open(vertx, options).await();
    Subscribed subscribed = subscribe(broker.topics());
    for (int round = 0; round < ROUNDS; round++) {
      print("raw", plain(BODY), subscribed.push(true));
      print("envelope", plain(BODY + ENVELOPE_OVERHEAD), subscribed.push(false));
    }
    broker.close().eventually(vertx::close).eventually(elsewhere::close).await();
  }

  /**
   * What one run came to.
   *
   * @param rate messages a second
   * @param micros of processor time that a message took, of the client, the server and the broker
   */
  private record Run(long rate, double micros) {

    /** What {@code messages} came to, since the machine and the process had used so much time. */
    static Run since(long startNanos, long startCpu, int messages) {
      return new Run(
          messages * 1_000_000_000L / (System.nanoTime() - startNanos),
          (cpu() - startCpu) / 1_000.0 / messages);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String what, Run plain, Run pushed) {
    System.out.printf(
        "1 KiB, %s: %,d messages a second (x%.2f of the plain client), %.0f us of processor time"
            + " a message (plain client %.0f)%n",
        what,
        pushed.rate(),
        (double) pushed.rate() / plain.rate(),
        pushed.micros(),
        plain.micros());
  }

  /**
   * How long publishers wait with a hundred endpoints that are well, and with one more that hangs.
   */
  @Test
  void oneEndpointHangsAmongAHundred() {
    BrokerOptions options =
        new BrokerOptions().setHttpEnabled(false).setStore(new StoreOptions().setMemory(true));
    options.getTopics().setPushAllow(List.of("127.0.0.0/8"));
    Broker broker = Broker.open(vertx, options).await();
    String topic = broker.topics().createTopic(new CreateTopic("t")).await().topicArn();
    for (int i = 0; i < ENDPOINTS; i++) {
      subscribe(broker.topics(), topic, "/" + i);
    }
    long first = p99Micros(broker.topics(), topic);
    for (int round = 0; round < ROUNDS; round++) {
      long well = p99Micros(broker.topics(), topic);
      String hanging = subscribe(broker.topics(), topic, HANGS);
      long beside = p99Micros(broker.topics(), topic);
      broker.topics().unsubscribe(new Unsubscribe(hanging)).await();
      System.out.printf(
          "%np99 of a publish to %d endpoints: %,d us (%,d us cold), beside one that hangs %,d us"
              + " (x%.2f)%n",
          ENDPOINTS, well, first, beside, (double) beside / well);
    }
    broker.close().eventually(vertx::close).eventually(elsewhere::close).await();
  }

  /** The 99th percentile of the time that a publish takes, at so many a second. */
  private static long p99Micros(Topics topics, String topic) {
    long[] micros = new long[PUBLISHES];
    for (int i = 0; i < PUBLISHES; i++) {
      long start = System.nanoTime();
      topics.publish(new Publish(topic, BODY, Map.of())).await();
      micros[i] = (System.nanoTime() - start) / 1_000;
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    Arrays.sort(micros);
    return micros[PUBLISHES * 99 / 100];
  }

  private Subscribed subscribe(Topics topics) {
    String topic = topics.createTopic(new CreateTopic("t")).await().topicArn();
    return new Subscribed(topics, topic, subscribe(topics, topic, "/"));
  }

  /** The ARN of a confirmed subscription of {@code path}. */
  private String subscribe(Topics topics, String topic, String path) {
    String url = "http://127.0.0.1:" + server.actualPort() + path;
    token = new CompletableFuture<>();
    String arn =
        topics
            .subscribe(new Subscribe(topic, "http", url, Map.of(), true))
            .await()
            .subscriptionArn();
    topics.confirmSubscription(new ConfirmSubscription(topic, token.join())).await();
    return arn;
  }

  /** How many posts a second Vert.x' client makes, so many at once as the broker. */
  private Run plain(String body) {
    HttpClient client =
        vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(-1));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(server.actualPort());
    CountDownLatch ended = new CountDownLatch(AT_ONCE);
    AtomicInteger left = new AtomicInteger(BACKLOG);
    long cpu = cpu();
    long start = System.nanoTime();
    for (int i = 0; i < AT_ONCE; i++) {
      vertx
          .getOrCreateContext()
          .runOnContext(begun -> post(client, options, Buffer.buffer(body), left, ended));
    }
    await(ended);
    Run run = Run.since(start, cpu, BACKLOG);
    client.close().await();
    return run;
  }

  private static void post(
      HttpClient client,
      RequestOptions options,
      Buffer body,
      AtomicInteger left,
      CountDownLatch ended) {
    if (left.decrementAndGet() < 0) {
      ended.countDown();
      return;
    }
    client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response -> response.end())
        .onComplete(done -> post(client, options, body, left, ended));
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The subscription that is pushed to. */
  private final class Subscribed {
    private final Topics topics;
    private final String topic;
    private final String arn;

    private Subscribed(Topics topics, String topic, String arn) {
      this.topics = topics;
      this.topic = topic;
      this.arn = arn;
    }

    /** How many messages a second are pushed once nothing holds them back. */
    private Run push(boolean raw) {
      set("RawMessageDelivery", Boolean.toString(raw));
      set("DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}");
      int before = taken.get();
      wanted = before + BACKLOG;
      reached = new CountDownLatch(1);
      for (int sent = 0; sent < BACKLOG; sent += SENT_AT_ONCE) {
        Future.all(
                IntStream.range(0, SENT_AT_ONCE)
                    .mapToObj(i -> topics.publish(new Publish(topic, BODY, Map.of())))
                    .toList())
            .await();
      }
      int first = taken.get();
      long cpu = cpu();
      long start = System.nanoTime();
      set("DeliveryPolicy", "");
      await(reached);
      return Run.since(start, cpu, BACKLOG - (first - before));
    }

    private void set(String name, String value) {
      topics.setSubscriptionAttributes(new SetSubscriptionAttributes(arn, name, value)).await();
    }
  }
}
