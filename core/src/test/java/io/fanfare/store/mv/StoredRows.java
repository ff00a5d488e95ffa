package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.Map;
import java.util.TreeMap;

/** What an engine has in a table, as a reader of it is told. */
final class StoredRows {

  private static final Key FIRST = Key.first(Long.MIN_VALUE);
  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private StoredRows() {}

  /** All rows; an exception if one cannot be read. */
  static Map<Key, byte[]> of(CommitEngine engine, Table table) {
    StoreReader reader = new StoreReader();
    try {
      Map<Key, byte[]> rows = new TreeMap<>();
      for (Row row :
          reader
              .scan(table, FIRST, LAST, Integer.MAX_VALUE, Long.MAX_VALUE)
              .on(engine.rows(table))
              .get()) {
        rows.put(row.key(), row.value());
      }
      return rows;
    } finally {
      reader.close();
    }
  }

  /** How many there are. */
  static int count(CommitEngine engine, Table table) {
    return of(engine, table).size();
  }
}
