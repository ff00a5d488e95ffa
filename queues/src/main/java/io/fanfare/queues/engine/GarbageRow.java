package io.fanfare.queues.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.List;

/** The mark of a generation whose messages are to be removed, and how each of them is. */
public final class GarbageRow {

  private static final byte VERSION = 1;

  private GarbageRow() {}

  /** The mark as a row, format 1. */
  public static byte[] encode() {
    return new byte[] {VERSION};
  }

  /** The changes that remove the message at {@code row} of {@code table}. */
  public static List<Change> removal(Table table, Row row) {
    long body = EntryRow.decode(row.value()).entry().body();
    return List.of(
        Change.remove(table, row.key()), Change.remove(QueueTables.BODIES, Key.of(body)));
  }
}
