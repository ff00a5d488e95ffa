package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How many batches of ten messages of 1 KiB a second a function gets out of a backlog, beside
 * Vert.x' own client that posts the same events to the same server, and how long publishers wait
 * beside a function that hangs. The build does not run it; {@code -Dtest=FunctionBenchmark} does,
 * {@code -Dfanfare.batches} sets the backlog, {@code -Dfanfare.concurrency} how many may be under
 * way, and {@code -Dfanfare.rounds} the rounds, of which the first find code that is not compiled
 * yet.
 */
class FunctionBenchmark {

  private static final int BATCHES = Integer.getInteger("fanfare.batches", 3_000);
  private static final int ROUNDS = Integer.getInteger("fanfare.rounds", 3);
  private static final int BATCH = 10;
  private static final int AT_ONCE = Integer.getInteger("fanfare.concurrency", 32);
  private static final int SENT_AT_ONCE = 200;
  private static final int PUBLISHES = 500;
  private static final long BETWEEN_NANOS = 20_000_000;
  private static final String HANDLE = "\"receiptHandle\"";
  private static final String HANGS = "/hangs";
  private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";
  private static final String BODY = "b".repeat(1_024);

  private final Vertx vertx = Vertx.vertx();

  /** The server has event loops of its own, as one that stands elsewhere. */
  private final Vertx elsewhere = Vertx.vertx();

  private final AtomicInteger records = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();
  private volatile int wanted = Integer.MAX_VALUE;
  private volatile CountDownLatch reached = new CountDownLatch(1);
  private volatile Buffer event = Buffer.buffer();
  private final HttpServer server =
      elsewhere.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1").await();

  @AfterEach
  void close() {
    elsewhere.close().eventually(vertx::close).await();
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().equals(HANGS)) {
                return;
              }
              event = body.length() > event.length() ? body : event;
              batches.incrementAndGet();
              if (records.addAndGet(recordsIn(body)) >= wanted) {
                reached.countDown();
              }
              request.response().end("null");
            });
  }

  /** Parsing them would be more than what is measured. */
  private static int recordsIn(Buffer body) {
    String text = body.toString();
    int found = 0;
    for (int at = text.indexOf(HANDLE); at >= 0; at = text.indexOf(HANDLE, at + BODY.length())) {
      found++;
    }
    return found;
  }

  private Broker open(Path data) {
    BrokerOptions options =
        new BrokerOptions()
            .setHttpEnabled(false)
            .setStore(new StoreOptions().setPath(data.toString()));
    String url = "http://127.0.0.1:" + server.actualPort();
    options
        .getFunctions()
        .setFunctions(
            List.of(
                "f=" + url + "/,concurrency=" + AT_ONCE, "hangs=" + url + HANGS + ",timeout=900"));
    return Broker.open(vertx, options).await();
  }

  @Test
  void batchesBesideThePlainClient() throws IOException {
    Broker broker = open(Files.createTempDirectory("functions"));
    broker.queues().createQueue(new CreateQueue("q")).await();
    String mapping =
        broker
            .functions()
            .createEventSourceMapping(new CreateEventSourceMapping(ARN.formatted("sqs", "q"), "f"))
            .await()
            .uuid();
    enable(broker, mapping, false);
    for (int round = 0; round < ROUNDS; round++) {
      long mapped = mapped(broker, mapping);
      long plain = plain();
      System.out.printf(
          "%nbatches of %d messages of 1 KiB a second: plain client %,d, mapped %,d (x%.2f)%n",
          BATCH, plain, mapped, (double) mapped / plain);
    }
    broker.close().await();
  }

  private static void enable(Broker broker, String mapping, boolean enabled) {
    broker
        .functions()
        .updateEventSourceMapping(new UpdateEventSourceMapping(mapping, enabled))
        .await();
  }

  /** How many events a second the function gets once nothing holds them back. */
  private long mapped(Broker broker, String mapping) {
    for (int sent = 0; sent < BATCHES * BATCH; sent += SENT_AT_ONCE) {
      Future.all(
              IntStream.range(0, SENT_AT_ONCE)
                  .mapToObj(i -> broker.queues().sendMessage(new SendMessage("q", BODY)))
                  .toList())
          .await();
    }
    long rate = rate(() -> enable(broker, mapping, true));
    enable(broker, mapping, false);
    return rate;
  }

  private long rate(Runnable begin) {
    records.set(0);
    batches.set(0);
    wanted = BATCHES * BATCH;
    reached = new CountDownLatch(1);
    long start = System.nanoTime();
    begin.run();
    await(reached);
    return batches.get() * 1_000_000_000L / (System.nanoTime() - start);
  }

  /** How many posts of the largest event that has come a second Vert.x' client makes. */
  private long plain() {
    HttpClient client =
        vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(-1));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(server.actualPort());
    AtomicInteger left = new AtomicInteger(BATCHES);
    long rate =
        rate(
            () -> {
              for (int i = 0; i < AT_ONCE; i++) {
                vertx
                    .getOrCreateContext()
                    .runOnContext(begun -> post(client, options, event, left));
              }
            });
    client.close().await();
    return rate;
  }

  private static void post(
      HttpClient client, RequestOptions options, Buffer body, AtomicInteger left) {
    if (left.decrementAndGet() < 0) {
      return;
    }
    client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response -> response.end())
        .onComplete(done -> post(client, options, body, left));
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * How long publishers wait for a topic with a function that is well, and in turn with it for one
   * that has one more that hangs.
   */
  @Test
  void oneFunctionHangs() throws IOException {
    Broker broker = open(Files.createTempDirectory("functions"));
    Topics topics = broker.topics();
    String well = topics.createTopic(new CreateTopic("t")).await().topicArn();
    String beside = topics.createTopic(new CreateTopic("u")).await().topicArn();
    subscribe(topics, well, "f");
    subscribe(topics, beside, "f");
    subscribe(topics, beside, "hangs");
    for (int round = 0; round < ROUNDS; round++) {
      long[] micros = p99Micros(topics, well, beside);
      System.out.printf(
          "%np99 of a publish to a function: %,d us, with one more that hangs %,d us (x%.2f)%n",
          micros[0], micros[1], (double) micros[1] / micros[0]);
    }
    broker.close().await();
  }

  private static void subscribe(Topics topics, String topic, String function) {
    String arn = ARN.formatted("lambda", "function:" + function);
    topics.subscribe(new Subscribe(topic, "lambda", arn, Map.of(), true)).await();
  }

  /** The 99th percentiles of the times that publishes to both topics take, in turn. */
  private static long[] p99Micros(Topics topics, String one, String other) {
    long[] first = new long[PUBLISHES];
    long[] second = new long[PUBLISHES];
    for (int i = 0; i < PUBLISHES; i++) {
      first[i] = micros(topics, one);
      second[i] = micros(topics, other);
    }
    Arrays.sort(first);
    Arrays.sort(second);
    return new long[] {first[PUBLISHES * 99 / 100], second[PUBLISHES * 99 / 100]};
  }

  private static long micros(Topics topics, String topic) {
    long start = System.nanoTime();
    topics.publish(new Publish(topic, BODY, Map.of())).await();
    long micros = (System.nanoTime() - start) / 1_000;
    LockSupport.parkNanos(BETWEEN_NANOS);
    return micros;
  }
}
