package io.fanfare.queues.engine;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.QueueSettings;
import io.fanfare.virtual.VirtualStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of queues in a store in memory, which tells whether the heap counts the same, and
 * whether the messages of FIFO queues stand by time and by group alike.
 */
final class QueueRows {

  private static final int REMEMBERED_AT_ONCE = 100;

  /** Where the row of a message that can be received stands under the key of its handles. */
  static final List<Table> BY_HANDLE = List.of(QueueTables.READY, QueueTables.RETURNED);

  private final VirtualStore store;
  private final Map<Table, Map<Message, Key>> places =
      Map.of(
          QueueTables.READY,
          new HashMap<>(),
          QueueTables.GROUPED,
          new HashMap<>(),
          QueueTables.RETURNED,
          new HashMap<>());
  private final Set<Message> moved = new HashSet<>();

  /** A message, whichever table it stands in. */
  private record Message(long generation, long sequence) {}

  QueueRows(VirtualStore store) {
    this.store = store;
    store.witness(this::place);
  }

  /** The body that stands at {@code content}, without the blanks around it. */
  String body(ContentRef content) {
    return store
        .get(content.table(), content.key())
        .map(row -> Content.decode(row, content).body().strip())
        .orElse("(no body)");
  }

  /** What is known of a queue called {@code name}. */
  static QueueRecord record(QueueName name, long generation, Attributes attributes) {
    QueueRecord.Times never = new QueueRecord.Times(0, 0, 0, 0);
    return new QueueRecord(1, QueueKind.USER, name, generation, attributes, Map.of(), never);
  }

  /** The queue of {@code record} as its rows have it, whose consumers have ended or go on. */
  Queue open(QueueRecord record, WindowBudget budget, boolean consumersEnded) {
    long generation = record.generation();
    Regions regions =
        new Regions(
            generation,
            QueueSettings.of(record.attributes()),
            new Regions.Sizes(
                store.count(QueueTables.READY, generation),
                store.count(QueueTables.DELAYED, generation),
                store.count(QueueTables.RETURNED, generation)),
            new LeasedRows(store.rows(QueueTables.LEASED, generation), consumersEnded),
            budget);
    Queue opened = new Queue(record.id(), regions, arn -> arn.resource().equals("dead"));
    List<Row> known = store.rows(QueueTables.DEDUPLICATION, generation);
    for (int i = 0; i < known.size(); i += REMEMBERED_AT_ONCE) {
      opened.remember(known.subList(i, Math.min(known.size(), i + REMEMBERED_AT_ONCE)));
    }
    return opened;
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
    byte[] row = store.get(QueueTables.READY, ready).orElseThrow();
    Entry entry = EntryRow.decode(row).entry();
    Key group = new Key(message.generation(), entry.group(), message.sequence());
    boolean inPlace = ready.equals(entry.key(message.generation())) && grouped.equals(group);
    if (!inPlace || !Arrays.equals(row, store.get(QueueTables.GROUPED, grouped).orElseThrow())) {
      throw new AssertionError(message + " differs: " + ready + ", " + grouped + ", " + entry);
    }
  }

  /**
   * Checks that those which have moved have a second row if they stand elsewhere, and only then.
   */
  private void checkReturned() {
    for (Message message : moved) {
      Key ready = placesIn(QueueTables.READY).get(message);
      Optional<Key> expected = ready == null ? Optional.empty() : secondOf(message, ready);
      Optional<Key> second = Optional.ofNullable(placesIn(QueueTables.RETURNED).get(message));
      if (!expected.equals(second)) {
        throw new AssertionError(message + " stands at " + ready + " and " + second);
      }
    }
    moved.clear();
  }

  private Optional<Key> secondOf(Message message, Key ready) {
    byte[] row = store.get(QueueTables.READY, ready).orElseThrow();
    Entry entry = EntryRow.decode(row).entry();
    if (!entry.isElsewhere()) {
      return Optional.empty();
    }
    Key second = entry.firstKey(message.generation());
    if (!store.get(QueueTables.RETURNED, second).filter(s -> Arrays.equals(row, s)).isPresent()) {
      throw new AssertionError(message + " differs at " + ready + " and " + second);
    }
    return Optional.of(second);
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

  /** Checks that a queue counts what stands here. */
  void check(QueueCounts counts, long generation, boolean fifo) {
    check("visible", counts.visible(), store.count(QueueTables.READY, generation));
    check("in flight", counts.inFlight(), store.count(QueueTables.LEASED, generation));
    check("delayed", counts.delayed(), store.count(QueueTables.DELAYED, generation));
    if (fifo) {
      check("grouped", counts.visible(), store.count(QueueTables.GROUPED, generation));
      checkGroups();
    } else {
      checkReturned();
    }
  }

  private static void check(String what, long heap, long rows) {
    if (heap != rows) {
      throw new AssertionError(what + ": " + heap + " in the heap, " + rows + " in the store");
    }
  }
}
