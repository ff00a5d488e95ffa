package io.fanfare.queues.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message that is removed lets go of its content once, however many rows it has. */
final class GarbageRowTest {

  private static final Key PLACE = new Key(9, 100, 5);
  private static final ContentRef SHARED = new ContentRef(4, "7f", 10);
  private static final Row ROW =
      new Row(PLACE, EntryRow.encode(Entry.sent(new UUID(1, 2), 5, 100, 0, SHARED), 0));

  @ParameterizedTest
  @CsvSource({"ready,true", "delayed,true", "leased,true", "grouped,false", "returned,false"})
  void onlyTheFirstRowOfAMessageHoldsItsContent(String name, boolean holds) {
    Table table = Table.of(name);
    Change removal = Change.remove(table, PLACE);
    assertEquals(
        holds ? List.of(removal, SHARED.release()) : List.of(removal),
        GarbageRow.removal(table, ROW));
  }
}
