package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.Ballast;
import io.fanfare.store.mv.file.EngineFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk that fails or is full costs: nothing that was acknowledged. */
final class DiskFaultTest {

  private static final Table ROWS = Table.of("rows");

  /** A journal of three commits, so that checkpoints fail, too. */
  private static final EngineFiles.Limits TINY = SimulatedFiles.limits(3 * 4_096, 1_000);

  private static final int WRITES = 12;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void nothingIsAcknowledgedAfterAFailedAccess() {
    int failing = 1;
    while (aFailureOfAccess(failing)) {
      failing++;
    }
    assertTrue(failing > 3 * WRITES, "Accesses that failed: " + failing);
  }

  /** Whether the access of that number took place. */
  private boolean aFailureOfAccess(int number) {
    SimulatedFiles disk = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    CommitEngine engine = disk.open(TINY);
    AtomicInteger failures = new AtomicInteger();
    Store store = open(engine, null, failures);
    AtomicInteger accesses = new AtomicInteger();
    disk.observe(
        () -> {
          if (accesses.incrementAndGet() == number) {
            throw new IOException("Input/output error");
          }
        });
    List<Future<Void>> writes = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      Future<Void> write = store.write(List.of(Change.put(ROWS, Key.of(i), new byte[100])));
      writes.add(settled(write));
    }
    boolean failed = accesses.get() >= number;
    int acked = (int) writes.stream().takeWhile(Future::succeeded).count();
    assertEquals(
        acked, writes.stream().filter(Future::succeeded).count(), "Acknowledged after a failure");
    assertEquals(failed, acked < WRITES);
    settled(store.close());
    assertEquals(failed || accesses.get() >= number ? 1 : 0, failures.get());
    disk.observe(() -> {});
    CommitEngine reopened = disk.open(TINY);
    int rows = StoredRows.count(reopened, ROWS);
    assertTrue(rows == acked || rows == acked + 1, rows + " rows of " + acked);
    reopened.close();
    disk.close();
    return failed;
  }

  @Test
  void aFullDiskLosesNothingAndLetsDeletesThrough() throws IOException {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    SimulatedDisk disk = files.store();
    long[] capacity = {40 * MEBIBYTE};
    Path ballast = directory.resolve(Ballast.FILE);
    DataDirectory data =
        DataDirectory.open(
            directory, 2 * MEBIBYTE, path -> capacity[0] - disk.size() - ballast.toFile().length());
    disk.setCapacity(40 * MEBIBYTE);
    CommitEngine engine = files.open(SimulatedFiles.limits(1 << 20, 1_000), data.room());
    data.room().opened();
    AtomicInteger failures = new AtomicInteger();
    Store store = open(engine, data, failures);
    assertTrue(Files.size(ballast) > MEBIBYTE);

    int rows = 0;
    while (store.hasRoom()) {
      await(store.write(List.of(Change.put(ROWS, Key.of(rows++), new byte[64 << 10]))));
    }
    assertTrue(rows > 100, rows + " rows");
    assertTrue(Files.exists(ballast));
    for (int i = 0; i < rows / 2; i++) {
      await(store.write(List.of(Change.remove(ROWS, Key.of(i)))));
    }
    assertEquals(rows - rows / 2, count(store));

    capacity[0] += 40 * MEBIBYTE;
    disk.setCapacity(capacity[0]);
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(store::hasRoom);
    await(store.write(List.of(Change.put(ROWS, Key.of(rows), new byte[1]))));
    assertEquals(rows - rows / 2 + 1, count(store));
    assertEquals(0, failures.get());
    await(store.close());
  }

  private Store open(
      CommitEngine engine,
      @org.jspecify.annotations.Nullable DataDirectory data,
      AtomicInteger failures) {
    StoreSettings settings =
        new StoreSettings(
            new StoreOptions(), StoreListener.NONE, cause -> failures.incrementAndGet());
    return MvStore.started(vertx, engine, data, settings);
  }

  private static long count(Store store) {
    return await(store.count(ROWS, Key.first(0), Key.first(Long.MAX_VALUE)));
  }

  private static <T> Future<T> settled(Future<T> future) {
    await(future.transform(result -> Future.succeededFuture()));
    return future;
  }
}
