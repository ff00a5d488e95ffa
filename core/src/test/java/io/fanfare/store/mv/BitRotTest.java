package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.StoreOpenException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A bit that flips on the disk is noticed: every read is answered as it was written, or refused.
 * The run is seeded by {@code -Dfanfare.seed} and as long as {@code -Dfanfare.flips} says.
 */
final class BitRotTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int FLIPS = Integer.getInteger("fanfare.flips", 400);
  private static final List<Table> TABLES = List.of(Table.of("bodies"), Table.of("rows"));
  private static final int ROWS = 300;

  private final Random random = new Random(SEED);
  private final ModelRows model = new ModelRows();
  private int refusedStores;
  private int refusedReads;

  @Test
  void aFlippedBitIsNeverServed() {
    SimulatedFiles.Image whole = filled();
    byte[] image = whole.store();
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = image.clone();
      int bit = random.nextInt(8 * flipped.length);
      flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
      read(new SimulatedFiles.Image(flipped, whole.journal()), bit);
    }
    System.out.printf(
        "%d flips in %d bytes: %d stores and %d reads refused, none wrong, -Dfanfare.seed=%d%n",
        FLIPS, image.length, refusedStores, refusedReads, SEED);
    assertTrue(refusedReads > 0 && refusedStores < FLIPS / 2);
  }

  /** Such a row is lost already, so that it is to go can stop neither the others nor a start. */
  @Test
  void whatIsRemovedFromADamagedPageStopsNothing() {
    SimulatedFiles.Image whole = filled();
    int damaged = 0;
    for (int i = 0; i < FLIPS / 4; i++) {
      byte[] flipped = whole.store().clone();
      int bit = random.nextInt(8 * flipped.length);
      flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
      damaged += emptied(new SimulatedFiles.Image(flipped, whole.journal()), bit) ? 1 : 0;
    }
    assertTrue(damaged > 0, "-Dfanfare.seed=" + SEED);
  }

  /** Whether there was something that could not be read. */
  private boolean emptied(SimulatedFiles.Image image, int bit) {
    SimulatedFiles files = new SimulatedFiles(image);
    int before = refusedReads;
    try {
      CommitEngine engine = files.open(SimulatedFiles.limits(64 << 10, 1_000));
      TABLES.forEach(table -> readRows(engine, table, bit));
      for (int i = 0; i < ROWS; i++) {
        engine.apply(Change.remove(TABLES.get(0), Key.of(i)));
        engine.apply(Change.remove(TABLES.get(1), key(i)));
      }
      engine.commit();
      engine.checkpoint();
      engine.abort();
    } catch (StoreOpenException e) {
      return false;
    } finally {
      files.close();
    }
    SimulatedFiles left = new SimulatedFiles(files.killImage());
    left.open(SimulatedFiles.limits(64 << 10, 1_000)).abort();
    left.close();
    return refusedReads > before;
  }

  private SimulatedFiles.Image filled() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    CommitEngine engine = files.open(SimulatedFiles.limits(64 << 10, 0));
    for (int i = 0; i < ROWS; i++) {
      byte[] body = new byte[random.nextInt(2_000)];
      random.nextBytes(body);
      apply(engine, Change.put(TABLES.get(0), Key.of(i), body));
      apply(engine, Change.put(TABLES.get(1), key(i), Arrays.copyOf(body, 20)));
      if (i % 3 == 0) {
        apply(engine, Change.remove(TABLES.get(1), key(random.nextInt(i + 1))));
      }
      if (i % 10 == 0) {
        engine.commit();
        engine.housekeeping(Integer.MAX_VALUE, false);
      }
    }
    engine.close();
    files.close();
    return files.killImage();
  }

  private void apply(CommitEngine engine, Change change) {
    engine.apply(change);
    model.apply(change);
  }

  private static Key key(int i) {
    return new Key(i % 7, i, 0);
  }

  private void read(SimulatedFiles.Image image, int bit) {
    SimulatedFiles files = new SimulatedFiles(image);
    CommitEngine engine;
    try {
      engine = files.open(SimulatedFiles.limits(64 << 10, 1_000));
    } catch (StoreOpenException e) {
      refusedStores++;
      return;
    } finally {
      files.close();
    }
    try {
      for (Table table : TABLES) {
        readRows(engine, table, bit);
        readAll(engine, table, bit);
      }
    } finally {
      engine.abort();
    }
  }

  private void readRows(CommitEngine engine, Table table, int bit) {
    StoreReader reader = new StoreReader();
    for (int i = 0; i < ROWS; i++) {
      Key key = table.equals(TABLES.get(0)) ? Key.of(i) : key(i);
      Optional<List<Optional<byte[]>>> values =
          answer(() -> reader.get(table, List.of(key)).on(engine.rows(table)).get());
      if (values.isPresent()) {
        byte[] expected = model.get(table, key);
        byte[] found = values.get().get(0).orElse(null);
        assertTrue(Arrays.equals(expected, found), table + " at " + key + ", bit " + bit);
      }
    }
    reader.close();
  }

  private void readAll(CommitEngine engine, Table table, int bit) {
    StoreReader reader = new StoreReader();
    Key first = Key.first(0);
    Key last = Key.first(Long.MAX_VALUE);
    Optional<Long> count =
        answer(() -> reader.count(table, first, last).on(engine.rows(table)).get());
    if (count.isPresent()) {
      assertEquals(model.size(table), count.get(), "Count of " + table + ", bit " + bit);
    }
    Optional<ModelRows> rows =
        answer(
            () -> {
              ModelRows found = new ModelRows();
              reader
                  .scan(table, first, last, ROWS + 1, Long.MAX_VALUE)
                  .on(engine.rows(table))
                  .get()
                  .forEach(row -> found.putAll(table, Map.of(row.key(), row.value())));
              return found;
            });
    if (rows.isPresent()) {
      assertTrue(rows.get().holdsSame(table, model), "Rows of " + table + ", bit " + bit);
    }
    reader.close();
  }

  private <T> Optional<T> answer(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (RuntimeException e) {
      refusedReads++;
      return Optional.empty();
    }
  }
}
