package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.StoredRows;
import io.fanfare.store.mv.file.Cell;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All rows as they are at one moment, to be read later and elsewhere while others are written.
 *
 * @param tables the rows of each table, in the order of their keys
 * @param ceiling the number that no sequence handed out so far has reached
 * @param commits how many commits there were
 */
record Snapshot(
    SortedMap<String, Supplier<Iterator<Map.Entry<Key, Cell>>>> tables,
    long ceiling,
    long commits) {

  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** The rows of {@code tables} now; on the thread that changes them. */
  static Snapshot of(Tables tables, long commits) {
    SortedMap<String, Supplier<Iterator<Map.Entry<Key, Cell>>>> rows = new TreeMap<>();
    tables.eachRows(
        (name, all) ->
            rows.put(name, all.range(StoredRows.FIRST, LAST, Integer.MAX_VALUE, Long.MAX_VALUE)));
    return new Snapshot(rows, tables.sequenceCeiling(), commits);
  }
}
