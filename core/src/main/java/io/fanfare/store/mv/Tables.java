package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.core.Table;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.CellType;
import io.fanfare.store.mv.file.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a store, table by table. One thread changes them, and each change is told to the log
 * if there is one; others read from the state that is kept for them. Changes gather beside the maps
 * of the MVStore until they are merged, unless they are to go through to them at once.
 */
final class Tables implements JournalReplay.Target {

  /** The table of the store's own rows. Others' tables must not be named so. */
  private static final String OWN_TABLE = "fanfare";

  private static final Key SEQUENCE_CEILING = Key.of(1);

  private final MVStore store;
  private final Map<String, Named> tables = new HashMap<>();
  private final DeltaSize delta = new DeltaSize();
  private final MVMap<Key, Cell> ownMap;
  private final Named own;
  private @Nullable Log log;
  private boolean through;
  private boolean changed;

  /** A table's rows and its name as the log has it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Named(Rows rows, byte[] name) {}

  Tables(MVStore store) {
    this.store = store;
    ownMap = openMap(OWN_TABLE);
    own = named(OWN_TABLE, ownMap);
    store.getMapNames().stream().filter(name -> !name.equals(OWN_TABLE)).forEach(this::table);
  }

  /** From now on {@code log} is told of each change. */
  void logTo(Log log) {
    this.log = log;
  }

  /** Makes a change that the log has already. */
  @Override
  public void change(String table, Key key, @Nullable Cell cell) {
    change(table.equals(OWN_TABLE) ? own.rows : table(table).rows, key, cell);
  }

  /** The rows of {@code table}; to be changed through {@link #apply} only. */
  Rows rows(Table table) {
    return table(table.name()).rows;
  }

  /** Gives {@code taker} the map of each table, with its name. */
  void eachMap(BiConsumer<String, MVMap<Key, Cell>> taker) {
    taker.accept(OWN_TABLE, ownMap);
    new TreeMap<>(tables).forEach((name, table) -> taker.accept(name, table.rows.map()));
  }

  /** Gives {@code taker} the rows of each table but that of the store's own, with its name. */
  void eachRows(BiConsumer<String, Rows> taker) {
    tables.forEach((name, table) -> taker.accept(name, table.rows));
  }

  /** The names of the tables, but for that of the store's own rows. */
  Set<String> names() {
    return Collections.unmodifiableSet(tables.keySet());
  }

  private Named table(String name) {
    if (name.equals(OWN_TABLE)) {
      throw new IllegalArgumentException(name + " is the store's own table");
    }
    Named table = tables.get(name);
    if (table == null) {
      table = named(name, openMap(name));
      tables.put(name, table);
    }
    return table;
  }

  private MVMap<Key, Cell> openMap(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
  }

  private Named named(String name, MVMap<Key, Cell> map) {
    return new Named(new Rows(map, delta), name.getBytes(StandardCharsets.UTF_8));
  }

  /** Applies one change. */
  void apply(Change change) {
    if (change instanceof Change.Put put) {
      put(table(put.table().name()), put.key(), Cell.of(put.key(), put.value()));
    } else if (change instanceof Change.Remove remove) {
      remove(table(remove.table().name()), remove.key());
    } else {
      // What is logged is absolute, so that replaying it twice is replaying it once.
      Cell counted = rows(ReferenceCounts.of(change.table())).get(change.key());
      ReferenceCounts.resolve(change, counted).forEach(this::apply);
    }
  }

  private void remove(Named table, Key key) {
    changed = true;
    change(table.rows, key, null);
    if (log != null) {
      log.remove(table.name, key);
    }
  }

  private void put(Named table, Key key, Cell cell) {
    changed = true;
    change(table.rows, key, cell);
    if (log != null) {
      log.put(table.name, key, cell);
    }
  }

  private void change(Rows rows, Key key, @Nullable Cell cell) {
    if (through) {
      rows.change(key, cell);
    } else if (cell == null) {
      rows.remove(key);
    } else {
      rows.put(key, cell);
    }
  }

  /**
   * From now on changes go through to the maps at once, for which all before must be merged, or
   * gather beside them. At once it is known how much they add to the data file, but it is more.
   */
  void writeThrough(boolean atOnce) {
    through = atOnce;
  }

  /**
   * Freezes all changes. Whoever is given them brings them to the maps, and then {@link #thaw} is
   * called; those before are thawed.
   */
  List<Rows.Part> freeze() {
    List<Rows.Part> parts = new ArrayList<>();
    for (Rows rows : all()) {
      if (rows.isChanged()) {
        parts.add(rows.freeze());
      }
    }
    delta.clear();
    return parts;
  }

  /** Forgets what was frozen: the maps have it. */
  void thaw() {
    all().forEach(Rows::thaw);
  }

  private List<Rows> all() {
    List<Rows> all = new ArrayList<>(tables.size() + 1);
    all.add(own.rows);
    tables.values().forEach(table -> all.add(table.rows));
    return all;
  }

  /** How much was changed beside the maps. */
  DeltaSize delta() {
    return delta;
  }

  /** Whether something was changed since this was last asked. */
  boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** The number below which every sequence handed out so far is. */
  long sequenceCeiling() {
    Cell cell = own.rows.get(SEQUENCE_CEILING);
    if (cell == null) {
      return 1;
    }
    if (!cell.isIntact(SEQUENCE_CEILING)) {
      throw new IllegalStateException("The ceiling of the sequence is damaged");
    }
    return RowReader.withoutFormat("ceiling", cell.bytes()).int64();
  }

  /** Raises the ceiling of the sequence. */
  void setSequenceCeiling(long ceiling) {
    byte[] bytes = RowWriter.withoutFormat(Long.BYTES).int64(ceiling).toRow();
    put(own, SEQUENCE_CEILING, Cell.of(SEQUENCE_CEILING, bytes));
  }

  /** What tells where the journal begins, or null if nothing does. */
  @Nullable Cell generation() {
    return own.rows.get(Generation.KEY);
  }

  /** Writes down where the log begins; that row is in the data file only. Any thread may. */
  void setGeneration(Generation generation) {
    ownMap.put(Generation.KEY, generation.cell());
  }

  /** Keeps what a reader of the present state needs, until {@link #release}. */
  MVStore.TxCounter retain() {
    return store.registerVersionUsage();
  }

  void release(MVStore.TxCounter usage) {
    store.deregisterVersionUsage(usage);
  }
}
