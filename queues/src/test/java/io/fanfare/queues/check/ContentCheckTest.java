package io.fanfare.queues.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.seal.SealCheck;
import io.fanfare.store.Finding;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents and messages that miss one another are found, however many are looked at at a time. */
final class ContentCheckTest {

  private static final int MESSAGES = 10;
  private static final long QUEUE = 9;

  private final Map<Table, NavigableMap<Key, byte[]>> tables = new HashMap<>();

  @BeforeEach
  void fill() {
    Content content = new Content("hello", "", "1", null, null, null, Map.of());
    byte[] row = content.encode("hello".getBytes(UTF_8));
    for (long number = 1; number <= MESSAGES; number++) {
      in(QueueTables.BODIES).put(Key.of(10 * number), row);
      message(number, ContentRef.own(10 * number, row.length));
      in(QueueTables.SHARED).put(Key.of(10 * number), row);
      message(100 + number, new ContentRef(10 * number, "x", row.length));
      message(200 + number, new ContentRef(10 * number, "x", row.length));
    }
  }

  private void message(long sequence, ContentRef content) {
    Entry entry = Entry.sent(new UUID(0, sequence), sequence, 50, 0, content);
    Table table = sequence % 2 == 0 ? QueueTables.READY : QueueTables.LEASED;
    in(table).put(entry.key(QUEUE), EntryRow.encode(entry, 0));
  }

  private NavigableMap<Key, byte[]> in(Table table) {
    return tables.computeIfAbsent(table, none -> new TreeMap<>());
  }

  private List<String> found(int most) {
    List<Finding> findings = new ArrayList<>();
    RowLook look = new RowLook(new InHeap(tables), findings::add);
    new ContentCheck(look, new SealCheck(null), most).check();
    return findings.stream().map(Finding::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9, 10, 11, 1_000})
  void whatIsWholeIsWholeInWindowsOfAnySize(int most) {
    assertEquals(List.of(), found(most));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9, 10, 11, 1_000})
  void whatIsMissingIsFoundOnce(int most) {
    in(QueueTables.BODIES).remove(Key.of(40));
    in(QueueTables.BODIES).put(Key.of(101), in(QueueTables.BODIES).get(Key.of(10)));
    in(QueueTables.READY).remove(new Key(QUEUE, 50, 108));
    in(QueueTables.SHARED).remove(Key.of(100));
    assertEquals(
        List.of(
            "Row of bodies at 101/0/0: it is held once, and messages refer to it 0 times",
            "Row of ready at 9/50/110: its content 100 is not in shared",
            "Row of ready at 9/50/210: its content 100 is not in shared",
            "Row of ready at 9/50/4: its content 40 is not in bodies",
            "Row of shared at 80/0/0: it is held 2 times, and messages refer to it once"),
        found(most).stream().sorted().toList());
  }

  /** Rows in the heap, each of which in {@code shared} is said to be retained twice. */
  private record InHeap(Map<Table, NavigableMap<Key, byte[]>> tables) implements StoredRows {

    @Override
    public void each(Table table, Key from, Predicate<Row> taker) {
      for (Map.Entry<Key, byte[]> row : in(table).tailMap(from, true).entrySet()) {
        if (!taker.test(new Row(row.getKey(), row.getValue()))) {
          return;
        }
      }
    }

    private NavigableMap<Key, byte[]> in(Table table) {
      return tables.getOrDefault(table, new TreeMap<>());
    }

    @Override
    public Optional<byte[]> get(Table table, Key key) {
      return Optional.ofNullable(in(table).get(key));
    }

    @Override
    public long retained(Table table, Key key) {
      return 2;
    }

    @Override
    public long sequenceCeiling() {
      return 1_000;
    }
  }
}
