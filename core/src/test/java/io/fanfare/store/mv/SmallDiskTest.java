package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.fixture.Futures;
import io.fanfare.store.Store;
import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.Ballast;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a disk that is too small for what it is sent, simulated: it goes on and recovers. */
final class SmallDiskTest {

  private static final Table ROWS = Table.of("rows");
  private static final long MEBIBYTE = 1 << 20;
  private static final long DISK_BYTES = 32 * MEBIBYTE;
  private static final int ROW_BYTES = 64 << 10;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long capacity = DISK_BYTES;
  private int rows;

  @AfterEach
  void close() {
    await(vertx.close());
    assertEquals(0, failures.get());
  }

  @Test
  void whatIsDeletedMakesRoomOnTheSameDisk() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    Store store = open(files);
    for (long written = 0; written < 4 * DISK_BYTES; written += (long) rows * ROW_BYTES) {
      fill(store);
      remove(store, rows);
      Awaitility.await().atMost(20, TimeUnit.SECONDS).until(store::hasRoom);
    }
    await(store.close());
    files.close();
  }

  @Test
  void whatIsDeletedHereAndThereMakesRoomToo() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    Store store = open(files);
    fill(store);
    for (int i = 0; i < rows; i++) {
      if (i % 3 != 0) {
        await(store.write(List.of(Change.remove(ROWS, Key.of(i)))));
      }
    }
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(store::hasRoom);
    assertEquals((rows + 2) / 3, count(store));
    await(store.close());
    files.close();
  }

  @Test
  void whileOthersHaveTheRestOfTheDiskDeletesGoOn() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    Store store = open(files);
    fill(store);
    capacity = files.store().size() + Ballast.size(ballast());
    for (int i = 0; i < rows / 2; i++) {
      await(store.write(List.of(Change.remove(ROWS, Key.of(i)))));
    }
    assertEquals(rows - rows / 2, count(store));
    capacity = DISK_BYTES;
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(store::hasRoom);
    assertEquals(rows - rows / 2, count(store));
    await(store.close());
    files.close();
  }

  @Test
  void aStoreThatWasKilledOnAFullDiskOpensAgain() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    Store store = open(files);
    fill(store);
    SimulatedFiles left = new SimulatedFiles(files.killImage());
    await(store.close());
    files.close();
    Store reopened = open(left);
    assertEquals(rows, count(reopened));
    remove(reopened, rows);
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(reopened::hasRoom);
    await(reopened.close());
    left.close();
  }

  /** Sends as long as there is room, more at once than there is room for. */
  private void fill(Store store) {
    rows = 0;
    while (store.hasRoom()) {
      List<Future<Void>> sent = new ArrayList<>();
      while (sent.size() < 64 && store.hasRoom()) {
        sent.add(store.write(List.of(Change.put(ROWS, Key.of(rows++), new byte[ROW_BYTES]))));
      }
      sent.forEach(Futures::await);
    }
    assertEquals(rows, count(store));
  }

  private static void remove(Store store, int rows) {
    for (int i = 0; i < rows; i++) {
      await(store.write(List.of(Change.remove(ROWS, Key.of(i)))));
    }
    assertEquals(0, count(store));
  }

  private Path ballast() {
    return directory.resolve(Ballast.FILE);
  }

  private Store open(SimulatedFiles files) {
    SimulatedDisk disk = files.store();
    DataDirectory data =
        DataDirectory.open(
            directory,
            2 * MEBIBYTE,
            path -> Math.max(0, capacity - disk.size() - Ballast.size(ballast())));
    disk.setCapacity(() -> capacity - Ballast.size(ballast()));
    CommitEngine engine = files.open(SimulatedFiles.limits(4 << 20, 1_000), data.room());
    data.room().opened();
    StoreSettings settings =
        new StoreSettings(
            new StoreOptions(), StoreListener.NONE, cause -> failures.incrementAndGet());
    return MvStore.started(vertx, engine, data, settings);
  }

  private static long count(Store store) {
    return await(store.count(ROWS, Key.first(0), Key.first(Long.MAX_VALUE)));
  }
}
