package io.fanfare.queues.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.QueueTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that counts rows at no cost, and tells whether the messages of FIFO queues
 * stand by time and by group alike.
 */
final class VirtualStore {

  private final Map<Table, NavigableMap<Key, byte[]>> tables = new HashMap<>();
  private final Map<Owned, Integer> counts = new HashMap<>();
  private final Map<Key, Integer> holders = new HashMap<>();
  private final Map<Table, Map<Message, Key>> places =
      Map.of(QueueTables.READY, new HashMap<>(), QueueTables.GROUPED, new HashMap<>());
  private final Set<Message> moved = new HashSet<>();

  /** The rows of one owner in one table. */
  private record Owned(Table table, long owner) {}

  /** A message, whichever table it stands in. */
  private record Message(long generation, long sequence) {}

  void write(List<Change> changes) {
    for (Change change : changes) {
      if ((change instanceof Change.Retain retain && count(change, retain.times()) > retain.times())
          || (change instanceof Change.Release && count(change, -1) > 0)) {
        continue;
      }
      Owned owned = new Owned(change.table(), change.key().owner());
      byte[] value = value(change);
      if (value != null) {
        if (table(change.table()).put(change.key(), value) == null) {
          counts.merge(owned, 1, Integer::sum);
        }
      } else if (table(change.table()).remove(change.key()) != null) {
        counts.merge(owned, -1, Integer::sum);
      }
      place(change);
    }
  }

  private int count(Change change, int more) {
    return holders.merge(change.key(), more, Integer::sum);
  }

  private static byte @Nullable [] value(Change change) {
    if (change instanceof Change.Retain retain) {
      return retain.value();
    }
    return change instanceof Change.Put put ? put.value() : null;
  }

  Optional<byte[]> get(Table table, Key key) {
    return Optional.ofNullable(table(table).get(key));
  }

  /** The body that stands at {@code content}, without the blanks around it. */
  String body(ContentRef content) {
    return get(content.table(), content.key())
        .map(row -> Content.decode(row, content).body().strip())
        .orElse("(no body)");
  }

  int count(Table table, long owner) {
    return counts.getOrDefault(new Owned(table, owner), 0);
  }

  int size(Table table) {
    return table(table).size();
  }

  List<Row> scan(Table table, Key from, Key to, int limit) {
    return table(table).subMap(from, to).entrySet().stream()
        .limit(limit)
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** All rows of {@code owner}. */
  List<Row> rows(Table table, long owner) {
    return scan(table, Key.first(owner), Key.afterAll(owner), Integer.MAX_VALUE);
  }

  /** Checks the messages that have moved since the last check: in both tables alike, or in none. */
  void checkGroups() {
    moved.forEach(this::checkGroup);
    moved.clear();
  }

  private void checkGroup(Message message) {
    Key ready = placesIn(QueueTables.READY).get(message);
    Key grouped = placesIn(QueueTables.GROUPED).get(message);
    if (ready == null && grouped == null) {
      return;
    }
    if (ready == null || grouped == null) {
      throw new AssertionError(
          message + " stands only in " + (ready == null ? "GROUPED" : "READY"));
    }
    byte[] row = get(QueueTables.READY, ready).orElseThrow();
    Entry entry = EntryRow.decode(row).entry();
    Key group = new Key(message.generation(), entry.group(), message.sequence());
    boolean inPlace = ready.equals(entry.key(message.generation())) && grouped.equals(group);
    if (!inPlace || !Arrays.equals(row, get(QueueTables.GROUPED, grouped).orElseThrow())) {
      throw new AssertionError(message + " differs: " + ready + ", " + grouped + ", " + entry);
    }
  }

  private void place(Change change) {
    Map<Message, Key> places = this.places.get(change.table());
    if (places == null) {
      return;
    }
    Message message = new Message(change.key().owner(), change.key().sequence());
    moved.add(message);
    if (change instanceof Change.Put) {
      places.put(message, change.key());
    } else if (change.key().equals(places.get(message))) {
      places.remove(message);
    }
  }

  private Map<Message, Key> placesIn(Table table) {
    return places.getOrDefault(table, Map.of());
  }

  private NavigableMap<Key, byte[]> table(Table table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>());
  }

  /** Checks that a queue counts what stands here. */
  void check(QueueCounts counts, long generation, boolean fifo) {
    check("visible", counts.visible(), count(QueueTables.READY, generation));
    check("in flight", counts.inFlight(), count(QueueTables.LEASED, generation));
    check("delayed", counts.delayed(), count(QueueTables.DELAYED, generation));
    if (fifo) {
      check("grouped", counts.visible(), count(QueueTables.GROUPED, generation));
      checkGroups();
    }
  }

  private static void check(String what, long heap, long rows) {
    if (heap != rows) {
      throw new AssertionError(what + ": " + heap + " in the heap, " + rows + " in the store");
    }
  }
}
