package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What STOMP subscribers of one topic cost: deliveries a second beside a bare broadcast of the same
 * frames, the heap of those that hear nothing, and how long publishers wait beside one that does
 * not read. The build does not run it; {@code -Dtest=StompBenchmark} does, {@code -Dfanfare.rounds}
 * sets the rounds, of which the first find code that is not compiled yet, and {@code
 * -Dfanfare.idle} the idle subscribers, for which as many file descriptors are needed.
 */
class StompBenchmark {

  private static final int ROUNDS = Integer.getInteger("fanfare.rounds", 3);
  private static final int IDLE = Integer.getInteger("fanfare.idle", 10_000);
  private static final int SUBSCRIBERS = 1_000;
  private static final int MESSAGES = 100;
  private static final int AT_ONCE = 8;
  private static final int WELL = 100;
  private static final int PUBLISHES = 500;
  private static final int OF_ONE_ADDRESS = 1_000;
  private static final long BETWEEN_NANOS = 20_000_000;
  private static final String BODY = "b".repeat(1_024);
  private static final String CONNECT = "CONNECT\naccept-version:1.2\n\n\0";
  private static final String SUBSCRIBE = "SUBSCRIBE\nid:s\ndestination:/topic/%s\nreceipt:r\n\n\0";

  private final Vertx vertx = Vertx.vertx();

  /** The subscribers have event loops of their own, as those that stand elsewhere. */
  private final Vertx elsewhere = Vertx.vertx();

  private final Map<String, WebSocketClient> clients = new ConcurrentHashMap<>();

  private final AtomicLong heard = new AtomicLong();
  private volatile String frame = "";
  private volatile long wanted = Long.MAX_VALUE;
  private volatile CountDownLatch reached = new CountDownLatch(1);

  @AfterEach
  void close() {
    elsewhere.close().eventually(vertx::close).await();
  }

  private Broker broker() {
    BrokerOptions options = new BrokerOptions().setStore(new StoreOptions().setMemory(true));
    options.getHttp().setHost("127.0.0.1").setPort(0);
    Broker broker = Broker.open(vertx, options).await();
    broker.topics().createTopic(new CreateTopic("t")).await();
    broker.topics().createTopic(new CreateTopic("u")).await();
    return broker;
  }

  private static Publish message(String topic) {
    return new Publish("arn:aws:sns:us-east-1:000000000000:" + topic, BODY, Map.of());
  }

  @Test
  void deliveriesBesideABareBroadcast() {
    Broker broker = broker();
    List<ServerWebSocket> bare = new CopyOnWriteArrayList<>();
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .addWebSocketSubProtocol("v12.stomp")
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setPerFrameWebSocketCompressionSupported(false))
            .webSocketHandler(bare::add)
            .listen(0, "127.0.0.1")
            .await();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      subscribe(broker.port(), "127.0.0.1", "t").await();
      connect(server.actualPort(), "127.0.0.1").await();
    }
    heard.set(0);
    broker.topics().publish(message("t")).await();
    while (heard.get() < SUBSCRIBERS) {
      Thread.onSpinWait();
    }
    for (int round = 0; round < ROUNDS; round++) {
      long floor = rate(() -> broadcast(bare));
      long stomp = rate(() -> broker.topics().publish(message("t")).mapEmpty());
      System.out.printf(
          "%n%,d subscribers, 1 KiB, deliveries a second: bare broadcast %,d, STOMP %,d (x%.2f)%n",
          SUBSCRIBERS, floor, stomp, (double) stomp / floor);
    }
    broker.close().await();
  }

  private Future<Void> broadcast(List<ServerWebSocket> sockets) {
    return Future.all(sockets.stream().map(socket -> socket.writeTextMessage(frame)).toList())
        .mapEmpty();
  }

  /** How many deliveries a second come of {@code publish}, some of which are under way at once. */
  private long rate(Supplier<Future<Void>> publish) {
    heard.set(0);
    wanted = (long) MESSAGES * SUBSCRIBERS;
    reached = new CountDownLatch(1);
    AtomicLong left = new AtomicLong(MESSAGES);
    long start = System.nanoTime();
    for (int i = 0; i < AT_ONCE; i++) {
      publish(publish, left);
    }
    await(reached);
    return wanted * 1_000_000_000L / (System.nanoTime() - start);
  }

  private static void publish(Supplier<Future<Void>> publish, AtomicLong left) {
    if (left.decrementAndGet() >= 0) {
      publish.get().onComplete(done -> publish(publish, left));
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Future<WebSocket> connect(int port, String from) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/stomp")
            .addSubProtocol("v12.stomp");
    return clients
        .computeIfAbsent(
            from,
            address ->
                elsewhere.createWebSocketClient(
                    new WebSocketClientOptions()
                        .setMaxConnections(3 * SUBSCRIBERS)
                        .setLocalAddress(address)))
        .connect(options)
        .map(
            socket -> {
              socket.textMessageHandler(this::take);
              return socket;
            });
  }

  /** A session that has subscribed, once that is in force. */
  private Future<WebSocket> subscribe(int port, String from, String topic) {
    return connect(port, from)
        .compose(
            socket -> {
              Promise<WebSocket> receipt = Promise.promise();
              socket.textMessageHandler(
                  text -> {
                    if (text.startsWith("RECEIPT")) {
                      socket.textMessageHandler(this::take);
                      receipt.complete(socket);
                    }
                  });
              socket.writeTextMessage(CONNECT);
              socket.writeTextMessage(SUBSCRIBE.formatted(topic));
              return receipt.future();
            });
  }

  private void take(String text) {
    if (text.startsWith("MESSAGE")) {
      frame = text;
      if (heard.incrementAndGet() == wanted) {
        reached.countDown();
      }
    }
  }

  /**
   * How long publishers wait for a topic with a hundred subscribers that are well, and in turn with
   * it for one that has one more that reads nothing.
   */
  @Test
  void oneSubscriberStopsReadingAmongAHundred() {
    Broker broker = broker();
    for (int i = 0; i < WELL; i++) {
      subscribe(broker.port(), "127.0.0.1", "t").await();
      subscribe(broker.port(), "127.0.0.1", "u").await();
    }
    for (int round = 0; round < ROUNDS; round++) {
      WebSocket deaf = subscribe(broker.port(), "127.0.0.1", "u").await();
      deaf.pause();
      long[] micros = p99Micros(broker.topics());
      deaf.resume();
      deaf.close().await();
      System.out.printf(
          "%np99 of a publish to %d subscribers: %,d us, with one more that reads nothing %,d us"
              + " (x%.2f)%n",
          WELL, micros[0], micros[1], (double) micros[1] / micros[0]);
    }
    broker.close().await();
  }

  /** The 99th percentiles of the times that publishes to both topics take, in turn. */
  private static long[] p99Micros(Topics topics) {
    long[] well = new long[PUBLISHES];
    long[] beside = new long[PUBLISHES];
    for (int i = 0; i < PUBLISHES; i++) {
      well[i] = micros(topics, "t");
      beside[i] = micros(topics, "u");
    }
    Arrays.sort(well);
    Arrays.sort(beside);
    return new long[] {well[PUBLISHES * 99 / 100], beside[PUBLISHES * 99 / 100]};
  }

  private static long micros(Topics topics, String topic) {
    long start = System.nanoTime();
    topics.publish(message(topic)).await();
    long micros = (System.nanoTime() - start) / 1_000;
    LockSupport.parkNanos(BETWEEN_NANOS);
    return micros;
  }

  /** What lives in the heap of a broker in a process of its own, with and without subscribers. */
  @Test
  void theHeapOfIdleSubscribers() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("stomp");
    Process process =
        new ProcessBuilder(
                java("java"),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fanfare.broker.Main",
                "--port=0",
                "--memory",
                "--websocket-connections=" + (IDLE + 1))
            .directory(data.toFile())
            .redirectError(data.resolve("errors.txt").toFile())
            .start();
    try {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      int port = Integer.parseInt(line.replaceFirst(".* answers at \\S+:(\\d+),.*", "$1"));
      create(port);
      subscribe(port, "127.0.0.1", "t").await();
      long before = liveBytes(process.pid());
      connectIdle(port);
      long after = liveBytes(process.pid());
      System.out.printf(
          "%n%,d idle subscribers: %,d bytes of heap each%n", IDLE, (after - before) / IDLE);
    } finally {
      process.destroyForcibly();
    }
  }

  private void connectIdle(int port) {
    for (int from = 0; from < IDLE; from += OF_ONE_ADDRESS) {
      String address = "127.0.0." + (2 + from / OF_ONE_ADDRESS);
      int some = Math.min(OF_ONE_ADDRESS, IDLE - from);
      for (int i = 0; i < some; i += WELL) {
        Future.all(
                IntStream.range(0, WELL).mapToObj(each -> subscribe(port, address, "t")).toList())
            .await();
      }
    }
  }

  private void create(int port) {
    String form = "Action=CreateTopic&Version=2010-03-31&Name=t";
    elsewhere
        .createHttpClient()
        .request(HttpMethod.POST, port, "127.0.0.1", "/")
        .compose(
            request ->
                request.putHeader("Content-Type", "application/x-www-form-urlencoded").send(form))
        .compose(response -> response.end())
        .await();
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** The bytes of all objects that are reachable. */
  private static long liveBytes(long pid) throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(java("jcmd"), Long.toString(pid), "GC.class_histogram").start();
    List<String> lines = new ArrayList<>(histogram.inputReader().lines().toList());
    histogram.waitFor();
    String total =
        lines.stream().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    return Long.parseLong(total.strip().substring(total.strip().lastIndexOf(' ') + 1));
  }
}
