package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.core.Table;
import io.fanfare.store.mv.file.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each row is retained that several share: a row a count, in a table beside theirs.
 * Counting is done where changes are applied, one after the other, so nobody has to know of the
 * others.
 */
final class ReferenceCounts {

  private static final String SUFFIX = ".holders";

  private ReferenceCounts() {}

  /** The table of the counts of {@code table}'s rows. */
  static Table of(Table table) {
    return Table.of(table.name() + SUFFIX);
  }

  /** What retaining or releasing a row comes to, where {@code counted} is its count, if any. */
  static List<Change> resolve(Change change, @Nullable Cell counted) {
    Key key = change.key();
    Table table = change.table();
    if (counted != null && !counted.isIntact(key)) {
      // Who holds it cannot be told any more: better a row too many than one too few.
      return List.of();
    }
    long held = counted == null ? 0 : RowReader.withoutFormat("count", counted.bytes()).int64();
    if (change instanceof Change.Retain retain) {
      Change more = put(table, key, held + retain.times());
      return held == 0 ? List.of(Change.put(table, key, retain.value()), more) : List.of(more);
    }
    return held > 1
        ? List.of(put(table, key, held - 1))
        : List.of(Change.remove(table, key), Change.remove(of(table), key));
  }

  private static Change put(Table table, Key key, long count) {
    return Change.put(of(table), key, RowWriter.withoutFormat(Long.BYTES).int64(count).toRow());
  }
}
