package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The first entries of an ordered region of the store. The heap holds all rows before the horizon
 * and none at or behind it, so a window costs the same however many rows the region has; it asks
 * for more when it runs low. The region's size is known exactly at all times.
 *
 * <p>While a load is under way the region goes on changing: what is added or removed behind the
 * horizon meanwhile is remembered and applied when the rows arrive, because those are the rows as
 * they were when the load was asked for.
 */
final class Window {

  private final WindowBudget budget;
  private final NavigableMap<Key, Entry> rows = new TreeMap<>();
  private final NavigableMap<Key, Entry> addedMeanwhile = new TreeMap<>();
  private final Set<Key> removedMeanwhile = new HashSet<>();
  private @Nullable Key horizon;
  private @Nullable Load load;
  private long size;

  /**
   * A wish for rows of the region.
   *
   * @param from the first key to read
   * @param limit how many rows at the most
   */
  record Load(Key from, int limit) {}

  /** A window on a region of {@code size} rows, of which the heap holds none yet. */
  Window(WindowBudget budget, long size, Key first) {
    this.budget = budget;
    this.size = size;
    this.horizon = size == 0 ? null : first;
  }

  long size() {
    return size;
  }

  /** Whether the heap knows if a row stands at {@code key}. */
  boolean knows(Key key) {
    Key behind = horizon;
    return behind == null || key.compareTo(behind) < 0;
  }

  Optional<Map.Entry<Key, Entry>> first() {
    return Optional.ofNullable(rows.firstEntry());
  }

  /** The entry at a known {@code key}, if one stands there. */
  Optional<Entry> find(Key key) {
    return Optional.ofNullable(rows.get(key));
  }

  void add(Key key, Entry entry) {
    size++;
    if (knows(key)) {
      hold(key, entry);
      shrink();
    } else if (load != null) {
      addedMeanwhile.put(key, entry);
      removedMeanwhile.remove(key);
    }
  }

  /** Takes the first row out of the region. */
  void removeFirst() {
    rows.pollFirstEntry();
    budget.changed(-1);
    size--;
  }

  /** Takes the row at a known {@code key} out of the region, if one stands there. */
  Optional<Entry> remove(Key key) {
    Entry entry = rows.remove(key);
    if (entry != null) {
      budget.changed(-1);
      size--;
    }
    return Optional.ofNullable(entry);
  }

  /** Takes a row out that stands behind the horizon, as the caller has read from the store. */
  void removeUnknown(Key key) {
    size--;
    if (load != null) {
      addedMeanwhile.remove(key);
      removedMeanwhile.add(key);
    }
  }

  /** Whether rows may stand behind the horizon while the heap has none to give. */
  boolean isDry() {
    return rows.isEmpty() && horizon != null;
  }

  /** What to read next, if it is time; the rows are to be given to {@link #loaded}. */
  Optional<Load> wanted() {
    Key from = horizon;
    int capacity = budget.capacity();
    if (from == null || load != null || rows.size() > capacity / 4) {
      return Optional.empty();
    }
    Load wanted = new Load(from, capacity / 2);
    load = wanted;
    return Optional.of(wanted);
  }

  /**
   * Takes in those {@code wanted} of the rows that {@code done} asked for, as they were then;
   * ignores an outdated load.
   */
  void loaded(Load done, List<Row> found, Predicate<Row> wanted) {
    if (!done.equals(load)) {
      return;
    }
    load = null;
    boolean all = found.size() < done.limit();
    Key end = all ? null : found.get(found.size() - 1).key().next();
    for (Row row : found) {
      if (!removedMeanwhile.contains(row.key()) && wanted.test(row)) {
        hold(row.key(), EntryRow.decode(row.value()).entry());
      }
    }
    (end == null ? addedMeanwhile : addedMeanwhile.headMap(end, false)).forEach(this::hold);
    addedMeanwhile.clear();
    removedMeanwhile.clear();
    horizon = end;
    shrink();
  }

  /** Gives up a load that failed; the rows are asked for again. */
  void loadFailed(Load failed) {
    if (failed.equals(load)) {
      load = null;
      addedMeanwhile.clear();
      removedMeanwhile.clear();
    }
  }

  /** Forgets everything: the region is empty from now on. */
  void clear() {
    budget.changed(-rows.size());
    rows.clear();
    addedMeanwhile.clear();
    removedMeanwhile.clear();
    horizon = null;
    load = null;
    size = 0;
  }

  private void hold(Key key, Entry entry) {
    if (rows.put(key, entry) == null) {
      budget.changed(1);
    }
  }

  private void shrink() {
    int capacity = budget.capacity();
    while (load == null && rows.size() > capacity) {
      horizon = rows.lastKey();
      rows.pollLastEntry();
      budget.changed(-1);
    }
  }
}
