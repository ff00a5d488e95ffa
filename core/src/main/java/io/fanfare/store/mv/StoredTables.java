package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.Table;
import io.fanfare.store.Finding;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import io.fanfare.store.mv.file.Cell;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows of tables that nobody changes. */
final class StoredTables implements StoredRows {

  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final Tables tables;

  StoredTables(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void each(Table table, Key from, Predicate<Row> taker) {
    cells(table, from, (key, cell) -> taker.test(new Row(key, cell.bytes())));
  }

  private interface Taker {
    boolean take(Key key, Cell cell);
  }

  private void cells(Table table, Key from, Taker taker) {
    if (!tables.names().contains(table.name())) {
      return;
    }
    Iterator<Map.Entry<Key, Cell>> rows =
        tables.rows(table).range(from, LAST, Integer.MAX_VALUE, Long.MAX_VALUE).get();
    boolean more = true;
    while (more && rows.hasNext()) {
      Map.Entry<Key, Cell> row = rows.next();
      more = taker.take(row.getKey(), row.getValue());
    }
  }

  @Override
  public Optional<byte[]> get(Table table, Key key) {
    return tables.names().contains(table.name())
        ? Optional.ofNullable(tables.rows(table).get(key)).map(Cell::bytes)
        : Optional.empty();
  }

  @Override
  public long retained(Table table, Key key) {
    return get(ReferenceCounts.of(table), key)
        .map(count -> RowReader.withoutFormat("count", count).int64())
        .orElse(0L);
  }

  @Override
  public long sequenceCeiling() {
    return tables.sequenceCeiling();
  }

  /** Looks at the checksum of every row; how many rows each table has. */
  SortedMap<String, Long> verify(Findings findings) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String name : tables.names()) {
      counts.put(name, verify(Table.of(name), findings));
    }
    return counts;
  }

  private long verify(Table table, Findings findings) {
    long[] count = new long[1];
    cells(
        table,
        FIRST,
        (key, cell) -> {
          count[0]++;
          if (!cell.isIntact(key)) {
            findings.accept(Finding.damage(table, key, "its checksum does not fit"));
          }
          return true;
        });
    return count[0];
  }

  /** Looks whether each row that is counted is there, and the other way round. */
  void verifyCounts(Findings findings) {
    RowLook look = new RowLook(this, findings);
    for (String name : tables.names()) {
      Table counted = Table.of(name);
      Table counts = ReferenceCounts.of(counted);
      if (tables.names().contains(counts.name())) {
        look.each(
            counts, StoredTables::count, (row, count) -> verifyCount(look, counted, row, count));
        look.each(
            counted,
            row -> look.stands(counts, row.key()),
            (row, stands) -> {
              if (!stands) {
                look.damage(counted, row.key(), "its count is not in " + counts.name());
              }
            });
      }
    }
  }

  private static long count(Row row) {
    RowReader in = RowReader.withoutFormat("count", row.value());
    long count = in.int64();
    if (count < 1 || in.remaining() > 0) {
      throw new IllegalArgumentException("it is no count");
    }
    return count;
  }

  private static void verifyCount(RowLook look, Table counted, Row row, long count) {
    if (!look.stands(counted, row.key())) {
      look.damage(
          ReferenceCounts.of(counted),
          row.key(),
          "what it counts, %d times, is not in %s".formatted(count, counted.name()));
    }
  }
}
