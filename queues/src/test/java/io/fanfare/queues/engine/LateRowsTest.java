package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;

/**
 * The ready messages of noisy and quiet tenants while rows arrive late, in any order or not at all:
 * what is next can be received, nothing is lost and nothing is there twice. The seed is in what is
 * said of a failure; {@code -Dfanfare.seed} sets it.
 */
class LateRowsTest {

  private static final long GENERATION = 1;
  private static final int COMMANDS = 5_000;
  private static final int TENANTS = 12;

  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final NavigableMap<Key, byte[]> store = new TreeMap<>();
  private final List<Loading> loading = new ArrayList<>();
  private final List<Entry> inFlight = new ArrayList<>();
  private final List<Entry> departing = new ArrayList<>();
  private final Set<Long> hidden = new HashSet<>();
  private final Ready ready =
      new Ready(
          GENERATION,
          false,
          new Regions.Sizes(0, 0, 0),
          entry -> !hidden.contains(entry.sequence()),
          new WindowBudget(random.nextBoolean() ? 0 : 1_000_000));
  private long now = 1_000_000_000_000L;
  private long sequence;
  private String what = "";

  /** Rows on their way, as they were when they were asked for. */
  private record Loading(RowsWanted wanted, List<Row> rows) {}

  @RepeatedTest(8)
  void whatIsNextCanBeReceivedHoweverLateTheRowsAre() {
    for (int i = 0; i < COMMANDS; i++) {
      what = "seed " + seed + ", command " + i;
      now += random.nextInt(20) == 0 ? random.nextInt(60_000) : random.nextInt(100);
      act();
      ask();
    }
    what = "seed " + seed + ", at the end";
    inFlight.forEach(entry -> ready.released(entry, now));
    inFlight.clear();
    while (!departing.isEmpty()) {
      stay(departing.remove(0));
    }
    while (!store.isEmpty()) {
      int before = store.size();
      receive();
      ask();
      if (store.size() == before) {
        load();
      }
    }
    assertEquals(0, ready.size(), what);
  }

  private void act() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> send(random.nextInt(20) == 0 ? 200 : 1);
      case 3, 4, 5 -> receive();
      case 6, 7 -> release();
      case 8 -> depart();
      case 9 -> arriveOrStay();
      default -> load();
    }
  }

  private void send(int messages) {
    long group = random.nextInt(1 + random.nextInt(TENANTS));
    for (int i = 0; i < messages; i++) {
      put(Entry.sent(new UUID(0, sequence), sequence, now, group, ContentRef.own(sequence, 0)));
      sequence++;
    }
  }

  private void put(Entry entry) {
    List<Change> changes = new ArrayList<>();
    ready.put(entry, now, changes);
    changes.forEach(change -> store.put(change.key(), ((Change.Put) change).value()));
  }

  /** The next message, which must be one that is there. */
  private List<Entry> next() {
    List<Entry> next = ready.next(1, now, entry -> true);
    if (next.isEmpty()) {
      boolean none = store.size() == departing.size();
      assertTrue(none || ready.isUnsettled(), what + ": messages were not handed out");
    }
    for (Entry entry : next) {
      assertTrue(store.containsKey(entry.key(GENERATION)), what + ": is gone: " + entry);
      assertTrue(!hidden.contains(entry.sequence()), what + ": is departing: " + entry);
    }
    return next;
  }

  private void receive() {
    for (Entry entry : next()) {
      ready.hold(entry, now);
      ready.removals(entry).forEach(change -> store.remove(change.key()));
      inFlight.add(entry);
    }
  }

  private void release() {
    if (!inFlight.isEmpty()) {
      Entry entry = inFlight.remove(random.nextInt(inFlight.size()));
      if (random.nextInt(3) == 0) {
        put(entry);
      }
      ready.released(entry, now);
    }
  }

  private void depart() {
    for (Entry entry : next()) {
      ready.hold(entry, now);
      hidden.add(entry.sequence());
      departing.add(entry);
    }
  }

  private void arriveOrStay() {
    if (!departing.isEmpty()) {
      Entry entry = departing.remove(random.nextInt(departing.size()));
      if (random.nextBoolean()) {
        stay(entry);
      } else {
        // What was read before the dead-letter queue took it over arrives before that is told.
        loading.forEach(row -> row.wanted().loader().loaded(row.wanted(), row.rows()));
        loading.clear();
        hidden.remove(entry.sequence());
        ready.removals(entry).forEach(change -> store.remove(change.key()));
        ready.released(entry, now);
      }
    }
  }

  private void stay(Entry entry) {
    hidden.remove(entry.sequence());
    ready.add(entry, now);
    ready.released(entry, now);
  }

  private void load() {
    if (!loading.isEmpty()) {
      Loading first = loading.remove(random.nextInt(loading.size()));
      if (random.nextInt(5) == 0) {
        first.wanted().loader().loadFailed(first.wanted());
      } else {
        first.wanted().loader().loaded(first.wanted(), first.rows());
      }
    }
  }

  private void ask() {
    for (RowsWanted wanted : ready.wanted()) {
      List<Row> rows =
          store.subMap(wanted.from(), wanted.to()).entrySet().stream()
              .limit(wanted.limit())
              .map(row -> new Row(row.getKey(), row.getValue()))
              .toList();
      loading.add(new Loading(wanted, rows));
    }
  }
}
