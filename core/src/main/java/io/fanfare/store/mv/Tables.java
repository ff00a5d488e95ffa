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
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a store, table by table, as maps of an MVStore. One thread changes them, and each
 * change is told to the log if there is one; others read from the state that is kept for them.
 */
final class Tables implements JournalReplay.Target {

  /** The table of the store's own rows. Others' tables must not be named so. */
  private static final String OWN_TABLE = "fanfare";

  private static final Key SEQUENCE_CEILING = Key.of(1);

  private final MVStore store;
  private final Map<String, Rows> tables = new HashMap<>();
  private final Rows own;
  private @Nullable Log log;
  private boolean changed;

  /** A table's rows and its name as the log has it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(MVMap<Key, Cell> map, byte[] name) {}

  Tables(MVStore store) {
    this.store = store;
    own = openRows(OWN_TABLE);
    store.getMapNames().stream().filter(name -> !name.equals(OWN_TABLE)).forEach(this::rows);
  }

  /** From now on {@code log} is told of each change. */
  void logTo(Log log) {
    this.log = log;
  }

  /** Makes a change that the log has already. */
  @Override
  public void change(String table, Key key, @Nullable Cell cell) {
    MVMap<Key, Cell> map = table.equals(OWN_TABLE) ? own.map : rows(table).map;
    if (cell == null) {
      map.remove(key);
    } else {
      map.put(key, cell);
    }
  }

  /** The rows of {@code table}; to be changed through {@link #apply} only. */
  MVMap<Key, Cell> map(Table table) {
    return rows(table.name()).map;
  }

  private Rows rows(String name) {
    if (name.equals(OWN_TABLE)) {
      throw new IllegalArgumentException(name + " is the store's own table");
    }
    Rows rows = tables.get(name);
    if (rows == null) {
      rows = openRows(name);
      tables.put(name, rows);
    }
    return rows;
  }

  private Rows openRows(String name) {
    MVMap<Key, Cell> map =
        store.openMap(
            name,
            new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
    return new Rows(map, name.getBytes(StandardCharsets.UTF_8));
  }

  /** Applies one change. */
  void apply(Change change) {
    if (change instanceof Change.Put put) {
      put(rows(put.table().name()), put.key(), Cell.of(put.key(), put.value()));
    } else if (change instanceof Change.Remove remove) {
      remove(rows(remove.table().name()), remove.key());
    } else {
      // What is logged is absolute, so that replaying it twice is replaying it once.
      ReferenceCounts.resolve(change, map(ReferenceCounts.of(change.table()))).forEach(this::apply);
    }
  }

  private void remove(Rows rows, Key key) {
    changed = true;
    rows.map.remove(key);
    if (log != null) {
      log.remove(rows.name, key);
    }
  }

  private void put(Rows rows, Key key, Cell cell) {
    changed = true;
    rows.map.put(key, cell);
    if (log != null) {
      log.put(rows.name, key, cell);
    }
  }

  /** Whether something was changed since this was last asked. */
  boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** The number below which every sequence handed out so far is. */
  long sequenceCeiling() {
    Cell cell = own.map.get(SEQUENCE_CEILING);
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
    return own.map.get(Generation.KEY);
  }

  /** Writes down where the log begins; that row is in the data file only. */
  void setGeneration(Generation generation) {
    own.map.put(Generation.KEY, generation.cell());
  }

  /** Keeps what a reader of the present state needs, until {@link #release}. */
  MVStore.TxCounter retain() {
    return store.registerVersionUsage();
  }

  void release(MVStore.TxCounter usage) {
    store.deregisterVersionUsage(usage);
  }
}
