package io.fanfare.queues.rows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowWriter;
import io.fanfare.core.Table;
import java.util.List;

/** The mark of a generation whose messages are to be removed, and how each of them is. */
public final class GarbageRow {

  private static final int VERSION = 1;

  /** The tables in one of which each message stands once, and holds its content. */
  private static final List<Table> HOLDERS =
      List.of(QueueTables.READY, QueueTables.DELAYED, QueueTables.LEASED);

  private GarbageRow() {}

  /** The change that marks the messages of {@code generation}; the mark is a row of format 1. */
  public static Change mark(long generation) {
    return Change.put(QueueTables.GARBAGE, Key.of(generation), new RowWriter(VERSION, 1).toRow());
  }

  /**
   * The changes that remove {@code row} of {@code table}, and let go of the content that it refers
   * to; a second row of a message holds none.
   */
  public static List<Change> removal(Table table, Row row) {
    Change removal = Change.remove(table, row.key());
    return HOLDERS.contains(table)
        ? List.of(removal, EntryRow.decode(row.value()).entry().content().release())
        : List.of(removal);
  }
}
