package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.CheckReport;
import io.fanfare.store.Finding;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bit that flips in the journal of a broker that was killed is found, unless it is in the last
 * record: that looks as if it had never been written. The run is seeded by {@code -Dfanfare.seed}.
 */
final class JournalDamageTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int FLIPS = 200;
  private static final int BATCHES = 30;

  private final Vertx vertx = Vertx.vertx();
  private final Path data;
  private final Path killed;

  JournalDamageTest(@TempDir Path directory) {
    data = directory.resolve("data");
    killed = directory.resolve("killed");
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** Makes what is there when a broker is killed whose journal has some records. */
  private void fill() throws IOException {
    StoreOptions options =
        new StoreOptions()
            .setPath(data.toString())
            .setJournalBytes(StoreOptions.LEAST_JOURNAL_BYTES)
            .setBallastBytes(0);
    Store store = await(Stores.open(vertx, options, fault -> {}));
    for (int i = 0; i < BATCHES; i++) {
      await(store.write(List.of(Change.put(Table.of("rows"), Key.of(i), new byte[1_000]))));
    }
    Files.createDirectory(killed);
    for (String name : BackupMark.FILES) {
      Files.copy(data.resolve(name), killed.resolve(name));
    }
    await(store.close());
  }

  private CheckReport check() {
    return Stores.check(killed, List.of());
  }

  private static List<Finding> findings(CheckReport report) {
    return report.findings().stream()
        .filter(finding -> !finding.what().contains("is not known"))
        .toList();
  }

  @Test
  void aFlippedBitIsFoundOrWasNowhere() throws IOException {
    fill();
    CheckReport whole = check();
    assertEquals(List.of(), findings(whole));
    assertEquals(BATCHES, whole.rows().getOrDefault("rows", 0L));
    Path journal = killed.resolve(DataDirectory.JOURNAL);
    byte[] bytes = Files.readAllBytes(journal);
    Random random = new Random(SEED);
    int damaged = 0;
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(8 * (BATCHES + 2) * JournalRecord.BLOCK_BYTES);
      bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
      Files.write(journal, bytes);
      CheckReport report = check();
      bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
      damaged += report.isSound() ? 0 : 1;
      String seed = "Bit " + bit + " -Dfanfare.seed=" + SEED;
      if (findings(report).isEmpty()) {
        assertTrue(report.commits() >= whole.commits() - 1, seed);
      } else if (report.isSound()) {
        assertEquals(whole.commits() - 1, report.commits(), seed);
      }
    }
    assertTrue(damaged > 0, "-Dfanfare.seed=" + SEED);
    assertFalse(damaged == FLIPS, "-Dfanfare.seed=" + SEED);
  }
}
