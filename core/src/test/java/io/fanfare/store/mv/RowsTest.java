package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.CellType;
import io.fanfare.store.mv.file.KeyType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows are what a plain map would have, whatever of them is merged, frozen or neither. */
final class RowsTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int STEPS = 40_000;
  private static final int KEYS = 120;

  private final Random random = new Random(SEED);
  private final MVStore store = new MVStore.Builder().keysPerPage(4).open();
  private final DeltaSize size = new DeltaSize();
  private final MVMap<Key, Cell> map =
      store.openMap(
          "rows",
          new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
  private final Rows rows = new Rows(map, size);
  private final NavigableMap<Key, Cell> model = new TreeMap<>();
  private final List<Runnable> later = new ArrayList<>();
  private Rows.@Nullable Part part;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRowThatComesAndGoesBetweenTwoMergesNeverTouchesTheMap() {
    rows.put(Key.of(1), cell(Key.of(1)));
    merge();
    rows.put(Key.of(2), cell(Key.of(2)));
    rows.remove(Key.of(2));
    assertEquals(0, size.changes());
    assertEquals(0, size.bytes());
    rows.remove(Key.of(1));
    assertEquals(1, size.changes());
    merge();
    assertTrue(map.isEmpty());
  }

  @Test
  void whatIsFrozenIsRemovedToo() {
    rows.put(Key.of(5), cell(Key.of(5)));
    Rows.Part frozen = rows.freeze();
    rows.remove(Key.of(5));
    assertEquals(0, rows.count(Key.of(0), Key.of(9)).getAsLong());
    frozen.merge(() -> {});
    rows.thaw();
    assertEquals(0, rows.count(Key.of(0), Key.of(9)).getAsLong());
    merge();
    assertTrue(map.isEmpty());
  }

  private void merge() {
    rows.freeze().merge(() -> {});
    rows.thaw();
    size.clear();
  }

  /** What was asked for is answered at once or after more was changed, frozen and merged. */
  @Test
  void rowsAreThoseOfAPlainMap() {
    for (int i = 0; i < STEPS; i++) {
      step();
      if (random.nextInt(8) == 0) {
        ask();
      }
      if (later.size() > 5 || random.nextInt(6) == 0) {
        later.forEach(Runnable::run);
        later.clear();
      }
    }
    assertEquals(model.size(), rows.count(Key.first(-9), Key.first(9_999)).getAsLong());
  }

  private void step() {
    Key key = key();
    switch (random.nextInt(12)) {
      case 0 -> mergeSome();
      case 1, 2, 3, 4, 5 -> {
        rows.remove(key);
        model.remove(key);
      }
      default -> {
        Cell cell = cell(key);
        rows.put(key, cell);
        model.put(key, cell);
      }
    }
  }

  private void mergeSome() {
    Rows.Part begun = part;
    if (begun == null) {
      part = rows.isChanged() ? rows.freeze() : null;
      return;
    }
    begun.merge(this::askPerhaps);
    rows.thaw();
    part = null;
  }

  private void askPerhaps() {
    if (random.nextInt(3) == 0) {
      ask();
    }
  }

  private void ask() {
    Key from = key();
    Key to = key();
    long count = from.compareTo(to) < 0 ? model.subMap(from, to).size() : 0;
    var counted = rows.count(from, to);
    later.add(() -> assertEquals(count, counted.getAsLong(), seed()));

    int limit = 1 + random.nextInt(30);
    long bytes = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(200);
    List<Map.Entry<Key, Cell>> all =
        from.compareTo(to) < 0
            ? new ArrayList<>(new TreeMap<>(model.subMap(from, to)).entrySet())
            : List.of();
    Supplier<Iterator<Map.Entry<Key, Cell>>> range = rows.range(from, to, limit, bytes);
    later.add(() -> assertBegins(all, range.get(), limit, bytes));

    Cell cell = model.get(from);
    assertEquals(cell, rows.get(from), seed());
    Rows.Found found = rows.find(List.of(from, to));
    later.add(() -> assertEquals(cell, found.get(from), seed()));
  }

  private static void assertBegins(
      List<Map.Entry<Key, Cell>> all, Iterator<Map.Entry<Key, Cell>> range, int limit, long bytes) {
    int taken = 0;
    long left = bytes;
    while (taken < limit && left > 0 && range.hasNext()) {
      Map.Entry<Key, Cell> row = range.next();
      assertEquals(all.get(taken), row, seed());
      left -= row.getValue().bytes().length;
      taken++;
    }
    assertTrue(taken == limit || left <= 0 || taken == all.size(), seed());
  }

  private static String seed() {
    return "-Dfanfare.seed=" + SEED;
  }

  /** Of few owners, and now and then one that is higher than all before. */
  private Key key() {
    return new Key(random.nextInt(3), random.nextInt(KEYS), random.nextInt(2));
  }

  private Cell cell(Key key) {
    return Cell.of(key, new byte[random.nextInt(20)]);
  }
}
