package io.fanfare.broker.proof;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.FanfareProcess;
import io.fanfare.broker.proof.Operation.Restart;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Ends the real broker under load, again and again, and holds it to everything that it had
 * acknowledged. How often is said by {@code -Dfanfare.kills} and {@code -Dfanfare.stops}, and when
 * by {@code -Dfanfare.seed}.
 */
final class KillIT {

  /** Longer than any message of the workload is hidden or delayed while the queues are drained. */
  private static final int QUIET_SECONDS = 6;

  private static final String KEYS = "keys.yaml";
  private static final String NEXT_KEYS = "next-keys.yaml";

  private final int kills = Integer.getInteger("fanfare.kills", 5);
  private final int stops = Integer.getInteger("fanfare.stops", 2);
  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Path data = Deployment.newDirectory();
  private final History history = new History();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private String[] options = {};
  private long openNanos;

  @Test
  void whatWasAcknowledgedSurvivesKills() throws Exception {
    holdsThrough(kills, JarBroker::kill);
  }

  @Test
  void whatWasAcknowledgedSurvivesOrderlyStops() throws Exception {
    holdsThrough(stops, JarBroker::close);
  }

  @Test
  void whatWasAcknowledgedAndSealedSurvivesKillsAndNewMasterKeys() throws Exception {
    Queue<String> files = keyFiles(kills + 1);
    Path file = data.resolve(KEYS);
    putKeyFile(files.remove(), file);
    options = new String[] {"--keys=" + KEYS};
    holdsThrough(
        kills,
        broker -> {
          putKeyFile(files.remove(), file);
          await().atMost(Duration.ofSeconds(30)).until(() -> hasReloaded(broker));
          broker.kill();
        });
  }

  /** So many key files, each with a key more than the one before, which takes over. */
  private Queue<String> keyFiles(int count) throws IOException {
    Queue<String> files = new ArrayDeque<>();
    for (int i = 0; i < count; i++) {
      try (FanfareProcess process = FanfareProcess.start(data, "keys", "add", NEXT_KEYS)) {
        assertEquals(0, process.awaitEnd(), process::errors);
      }
      files.add(Files.readString(data.resolve(NEXT_KEYS)));
    }
    return files;
  }

  private void putKeyFile(String content, Path file) {
    try {
      Path written = Files.createTempFile(data, "keys", ".new");
      Files.writeString(written, content);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasReloaded(JarBroker broker) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(broker.endpoint().resolve("/metrics")).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .contains("fanfare_key_reloads_total 1.0");
  }

  private void holdsThrough(int restarts, Consumer<JarBroker> nemesis) throws Exception {
    JarBroker broker = JarBroker.start(data, 0, options);
    Topology topology = Topology.create(broker.endpoint());
    Workload workload = Workload.start(topology, history, seed);
    for (int i = 0; i < restarts; i++) {
      broker = restart(broker, workload, nemesis);
    }
    awaitOperations(workload.interpreter());
    workload.drain(QUIET_SECONDS);
    Results results = HistoryChecker.check(history);
    System.out.print(report(restarts, workload.interpreter(), results));
    assertTrue(results.valid(), () -> "see " + data + " and run again with the seed " + seed);
    assertEquals(List.of(), workload.interpreter().surprises().stream().limit(10).toList());
    for (Topology.Place place : topology.places()) {
      assertEquals("0+0+0", counts(topology, place), place.url());
    }
    broker.close();
    assertEquals(Map.of("bodies", 0L, "shared", 0L, "shared.holders", 0L), rowsLeft());
  }

  /** How many contents, and counts of who holds them, the store has after it was closed. */
  private Map<String, Long> rowsLeft() {
    Vertx vertx = Vertx.vertx();
    StoreOptions options = new StoreOptions().setPath(data.toString());
    Store store = Stores.open(vertx, options, fault -> {}).await();
    try {
      return Stream.of("bodies", "shared", "shared.holders")
          .collect(Collectors.toMap(name -> name, name -> count(store, Table.of(name))));
    } finally {
      store.close().await();
      vertx.close().await();
    }
  }

  private static long count(Store store, Table table) {
    return store.count(table, Key.first(Long.MIN_VALUE), Key.first(Long.MAX_VALUE)).await();
  }

  /** Lets {@code nemesis} end the broker in the midst of its work, and starts it again. */
  private JarBroker restart(JarBroker broker, Workload workload, Consumer<JarBroker> nemesis)
      throws Exception {
    awaitOperations(workload.interpreter());
    timer.schedule(() -> nemesis.accept(broker), 50 + random.nextInt(900), MILLISECONDS).get();
    long killed = System.nanoTime();
    workload.gate().close();
    broker.awaitEnd();
    JarBroker restarted = JarBroker.start(data, broker.port(), options);
    Span down = Span.since(killed);
    history.add(new Restart(down));
    openNanos += down.end() - down.start();
    workload.gate().open();
    return restarted;
  }

  private static void awaitOperations(Interpreter interpreter) {
    long before = interpreter.answers();
    await().atMost(Duration.ofSeconds(30)).until(() -> interpreter.answers() > before + 20);
  }

  private String report(int restarts, Interpreter interpreter, Results results) {
    return """
        -Dfanfare.seed=%d
        requests answered %,d, milliseconds from end to ready %,d on average
        %s"""
        .formatted(
            seed,
            interpreter.answers(),
            openNanos / 1_000_000 / Math.max(1, restarts),
            results.report());
  }

  private static String counts(Topology topology, Topology.Place place) {
    var attributes =
        topology
            .sdk()
            .sqs()
            .getQueueAttributes(g -> g.queueUrl(place.url()).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + "+"
        + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
        + "+"
        + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }
}
