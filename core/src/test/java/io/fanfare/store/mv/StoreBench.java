package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures acknowledged writes; run by hand: {@code StoreBench <directory> [seconds]}. */
final class StoreBench {

  private static final Table BODIES = Table.ofBodies("bodies");
  private static final Table ROWS = Table.of("rows");

  private final Vertx vertx = Vertx.vertx();
  private final Path directory;
  private final long seconds;
  private final AtomicLong synced = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();

  private StoreBench(Path directory, long seconds) {
    this.directory = directory;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    StoreBench bench =
        new StoreBench(
            Path.of(arguments[0]), arguments.length > 1 ? Long.parseLong(arguments[1]) : 5);
    System.out.println("owners loops outstanding acked/s p50us p99us commits/s MB flush%");
    bench.run(1, 1, 1, 3);
    for (int round = 0; round < 2; round++) {
      bench.run(1, 1, 1, bench.seconds);
      bench.run(1, 2, 16, bench.seconds);
      bench.run(1, 2, 160, bench.seconds);
      bench.run(10, 2, 160, bench.seconds);
      bench.run(10_000, 2, 160, bench.seconds);
    }
    bench.vertx.close();
  }

  private void run(int owners, int loops, int outstanding, long seconds) throws Exception {
    Path path = Files.createTempDirectory(directory, "bench");
    StoreOptions options = new StoreOptions().setPath(path.toString());
    Store store = await(Stores.open(vertx, options, this::count, Throwable::printStackTrace));
    synced.set(0);
    commits.set(0);
    List<Client> clients = start(store, owners, loops, outstanding, seconds);
    clients.forEach(client -> await(client.ended.future()));
    await(store.close());
    long acked = clients.stream().mapToLong(client -> client.count).sum();
    long[] latencies =
        clients.stream()
            .flatMapToLong(client -> Arrays.stream(client.latencies, 0, client.sampled()))
            .sorted()
            .toArray();
    System.out.printf(
        "%d %d %d %,d %d %d %d %d %d%n",
        owners,
        loops,
        outstanding,
        acked / seconds,
        latencies[latencies.length / 2] / 1_000,
        latencies[(int) (latencies.length * 0.99)] / 1_000,
        commits.get() / seconds,
        Files.size(path.resolve(DataDirectory.STORE)) >> 20,
        synced.get() * 100 / TimeUnit.SECONDS.toNanos(seconds));
    remove(path);
  }

  private List<Client> start(Store store, int owners, int loops, int outstanding, long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Client> clients =
        Stream.generate(() -> new Client(store, owners, outstanding, end)).limit(loops).toList();
    for (Client client : clients) {
      ((VertxInternal) vertx)
          .createEventLoopContext()
          .runOnContext(ignored -> IntStream.range(0, outstanding).forEach(n -> client.send()));
    }
    return clients;
  }

  private static void remove(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private void count(StoreListener.Commit commit) {
    commits.incrementAndGet();
    synced.addAndGet(commit.syncNanos());
  }

  /** Keeps a number of writes outstanding. */
  private static final class Client {
    final long[] latencies = new long[1 << 20];
    long count;
    private final Store store;
    private final int owners;
    final Promise<Void> ended = Promise.promise();
    private final long end;
    private int outstanding;

    Client(Store store, int owners, int outstanding, long end) {
      this.store = store;
      this.owners = owners;
      this.outstanding = outstanding;
      this.end = end;
    }

    int sampled() {
      return (int) Math.min(count, latencies.length);
    }

    void send() {
      long start = System.nanoTime();
      long sequence = store.nextSequence();
      long owner = owners == 1 ? 1 : Math.floorMod(sequence * 7_919, owners);
      store
          .write(
              List.of(
                  Change.put(BODIES, Key.of(sequence), new byte[1_100]),
                  Change.put(ROWS, new Key(owner, sequence, 0), new byte[60])))
          .onSuccess(
              ignored -> {
                long now = System.nanoTime();
                if (now < end) {
                  latencies[(int) (count++ & (latencies.length - 1))] = now - start;
                  send();
                } else if (--outstanding == 0) {
                  ended.complete();
                }
              })
          .onFailure(ended::tryFail);
    }
  }
}
