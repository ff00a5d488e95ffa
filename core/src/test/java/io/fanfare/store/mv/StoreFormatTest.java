package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.EngineFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data files of every format so far open and read as they were written. */
final class StoreFormatTest {

  private static final Table BODIES = Table.ofBodies("bodies");
  private static final Table ROWS = Table.of("rows");
  private static final int COUNT = 300;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void formatOneOpens() throws IOException {
    copy("/store-format-1", DataDirectory.STORE);
    assertWhole();
    assertWhole();
  }

  /** Its last commits are in its journal only. */
  @Test
  void formatTwoOpens() throws IOException {
    copy("/store-format-2", DataDirectory.STORE);
    copy("/store-format-2.journal", DataDirectory.JOURNAL);
    assertWhole();
    assertWhole();
  }

  /** Its last checkpoint had begun and was not written: its journal has two generations. */
  @Test
  void formatThreeOpens() throws IOException {
    copy("/store-format-3", DataDirectory.STORE);
    copy("/store-format-3.journal", DataDirectory.JOURNAL);
    assertWhole();
    assertWhole();
  }

  @Test
  void formatOneBesideTheJournalOfItsFutureIsRefused() throws IOException {
    copy("/store-format-1", DataDirectory.STORE);
    copy("/store-format-2.journal", DataDirectory.JOURNAL);
    assertThrows(StoreOpenException.class, this::assertWhole);
  }

  private void copy(String golden, String name) throws IOException {
    try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream(golden))) {
      Files.copy(bytes, directory.resolve(name));
    }
  }

  private void assertWhole() {
    Vertx vertx = Vertx.vertx();
    StoreOptions options =
        new StoreOptions().setPath(directory.toString()).setBallastBytes(1 << 20);
    Store store = await(Stores.open(vertx, options, Throwable::printStackTrace));
    assertTrue(store.nextSequence() >= 12_345);
    assertEquals(COUNT, await(store.count(BODIES, Key.first(0), Key.afterAll(COUNT))));
    for (Row row : await(store.scan(BODIES, Key.first(0), Key.afterAll(COUNT), COUNT))) {
      assertArrayEquals(body(row.key().owner()), row.value());
    }
    List<Row> rows = await(store.scan(ROWS, Key.first(-9), Key.afterAll(9), COUNT));
    assertEquals(COUNT, rows.size());
    assertEquals(new Key(-2, -295, Long.MIN_VALUE), rows.get(0).key());
    await(store.close());
    await(vertx.close());
  }

  /** Writes a golden file of the present format: {@code StoreFormatTest <file>}. */
  public static void main(String[] arguments) {
    EngineFiles.Limits limits = SimulatedFiles.limits(64 << 10, 1_000);
    EngineFiles files =
        new EngineFiles(
            arguments[0], arguments[0] + ".journal", true, 0, limits, FullDisk.REFUSING);
    CommitEngine engine =
        CommitEngine.open(new CommitEngine.Setting(files, System::nanoTime, never -> {}));
    for (int i = 0; i < COUNT; i++) {
      engine.apply(Change.put(BODIES, Key.of(i), body(i)));
      engine.apply(Change.put(ROWS, new Key(i % 5 - 2, -i, Long.MIN_VALUE), body(i % 7)));
      if (i % 100 == 99) {
        engine.commit();
        engine.housekeeping(Integer.MAX_VALUE, false);
      }
    }
    if (!engine.isBusy()) {
      throw new IllegalStateException("No checkpoint has begun");
    }
    engine.setSequenceCeiling(12_345);
    engine.commit();
    engine.abort();
  }

  private static byte[] body(long i) {
    return ("body " + i + " é").repeat((int) (i % 10)).getBytes(StandardCharsets.UTF_8);
  }
}
