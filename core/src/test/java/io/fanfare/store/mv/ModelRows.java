package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store should hold: the same rows in plain maps. */
final class ModelRows {

  private final Map<Table, NavigableMap<Key, byte[]>> tables = new HashMap<>();

  ModelRows copy() {
    ModelRows copy = new ModelRows();
    tables.forEach((table, rows) -> copy.tables.put(table, new TreeMap<>(rows)));
    return copy;
  }

  void apply(Change change) {
    if (change instanceof Change.Put put) {
      rows(put.table()).put(put.key(), put.value());
    } else if (change instanceof Change.Retain retain) {
      rows(retain.table()).putIfAbsent(retain.key(), retain.value());
      count(retain, retain.times());
    } else if (change instanceof Change.Remove || count(change, -1) <= 0) {
      rows(change.table()).remove(change.key());
    }
  }

  /** The holders of a row after {@code more} have come; who is none has no row. */
  private long count(Change change, int more) {
    NavigableMap<Key, byte[]> holders = rows(Table.of(change.table().name() + ".holders"));
    byte[] before = holders.get(change.key());
    long count = (before == null ? 0 : ByteBuffer.wrap(before).getLong()) + more;
    if (count > 0) {
      holders.put(change.key(), ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    } else {
      holders.remove(change.key());
    }
    return count;
  }

  void putAll(Table table, Map<Key, byte[]> rows) {
    rows(table).putAll(rows);
  }

  byte @Nullable [] get(Table table, Key key) {
    return rows(table).get(key);
  }

  int size(Table table) {
    return rows(table).size();
  }

  /** The first key from {@code key} on, or that key itself if there is none. */
  Key from(Table table, Key key) {
    Key found = rows(table).ceilingKey(key);
    return found == null ? key : found;
  }

  /** Whether this holds the same rows as {@code other}. */
  boolean holdsSame(ModelRows other) {
    return contains(other) && other.contains(this);
  }

  /** Whether this holds the same rows of {@code table} as {@code other}. */
  boolean holdsSame(Table table, ModelRows other) {
    return holdsSame(rows(table), other.rows(table));
  }

  private static boolean holdsSame(Map<Key, byte[]> some, Map<Key, byte[]> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(row -> Arrays.equals(row.getValue(), others.get(row.getKey())));
  }

  private boolean contains(ModelRows other) {
    return other.tables.keySet().stream().allMatch(table -> holdsSame(table, other));
  }

  private NavigableMap<Key, byte[]> rows(Table table) {
    return tables.computeIfAbsent(table, t -> new TreeMap<>());
  }
}
