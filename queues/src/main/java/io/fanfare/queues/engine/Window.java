package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import io.fanfare.core.Loader;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
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
 * for more when it runs low.
 *
 * <p>While a load is under way the region goes on changing: what is added or removed behind the
 * horizon meanwhile is remembered and applied when the rows arrive, because those are the rows as
 * they were when the load was asked for.
 */
final class Window implements Loader {

  private final Region region;
  private final WindowBudget budget;
  private final NavigableMap<Key, Entry> rows = new TreeMap<>();
  private @Nullable Key horizon;
  private @Nullable Load load;

  /**
   * What a window shows.
   *
   * @param table where the rows stand
   * @param from the first key that a row can have
   * @param to the key behind the last
   * @param shown which of the rows are shown; the others count as if they were not there
   * @param widest how many rows the heap holds at the most
   */
  record Region(Table table, Key from, Key to, Predicate<Entry> shown, int widest) {}

  /** A load under way, and what happened behind the horizon since it was asked for. */
  private record Load(RowsWanted wanted, NavigableMap<Key, Entry> added, Set<Key> removed) {}

  /** A window on a region of which the heap holds no row yet, if {@code hasRows}. */
  Window(Region region, WindowBudget budget, boolean hasRows) {
    this.region = region;
    this.budget = budget;
    this.horizon = hasRows ? region.from() : null;
  }

  /** A window on {@code some} of the rows of this one, which knows what {@code known} does. */
  Window part(Predicate<Entry> some, Window known) {
    Region part =
        new Region(
            region.table(), region.from(), region.to(), region.shown().and(some), region.widest());
    Window window = new Window(part, budget, false);
    known.rows.forEach(window::show);
    window.horizon = known.horizon;
    return window;
  }

  /** Lets go of rows that are not shown any more, of which there may be some from now on. */
  void hideRows() {
    int before = rows.size();
    rows.values().removeIf(entry -> !region.shown().test(entry));
    budget.changed(rows.size() - before);
  }

  /** How many rows the heap holds. */
  int size() {
    return rows.size();
  }

  /** Whether the heap knows if a row stands at {@code key}. */
  boolean knows(Key key) {
    Key behind = horizon;
    return behind == null || key.compareTo(behind) < 0;
  }

  Optional<Map.Entry<Key, Entry>> first() {
    return Optional.ofNullable(rows.firstEntry());
  }

  /** The first row that the heap holds at or behind {@code from}, and that {@code is}. */
  Optional<Map.Entry<Key, Entry>> first(Key from, Predicate<Entry> is) {
    for (Map.Entry<Key, Entry> row : rows.tailMap(from, true).entrySet()) {
      if (is.test(row.getValue())) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** Before what key the heap knows all rows; none if it is the last one that it holds. */
  Optional<Key> lastKnown() {
    return horizon != null || rows.isEmpty()
        ? Optional.ofNullable(horizon)
        : Optional.of(rows.lastKey());
  }

  /** The rows that the heap holds, in their order. */
  Iterable<Entry> held() {
    return rows.values();
  }

  /** The entry at a known {@code key}, if one stands there. */
  Optional<Entry> find(Key key) {
    return Optional.ofNullable(rows.get(key));
  }

  void add(Key key, Entry entry) {
    Load underWay = load;
    if (knows(key)) {
      hold(key, entry);
      shrink();
    } else if (underWay != null) {
      underWay.added().put(key, entry);
      underWay.removed().remove(key);
    }
  }

  /** Takes the row at {@code key} out of the region. */
  void remove(Key key) {
    Load underWay = load;
    if (rows.remove(key) != null) {
      budget.changed(-1);
    } else if (underWay != null) {
      underWay.added().remove(key);
      underWay.removed().add(key);
    }
  }

  /** Whether rows may stand behind the horizon while the heap has none to give. */
  boolean isDry() {
    return rows.isEmpty() && horizon != null;
  }

  /** Whether the region has no row at all, as far as it is shown. */
  boolean isEmpty() {
    return rows.isEmpty() && horizon == null;
  }

  /** What to read next, if it is time. */
  Optional<RowsWanted> wanted() {
    return wanted(this);
  }

  /** What {@code loader} is to read next for this window, if it is time. */
  Optional<RowsWanted> wanted(Loader loader) {
    Key from = horizon;
    int capacity = budget.capacity(region.widest());
    if (from == null || load != null || rows.size() > capacity / 4) {
      return Optional.empty();
    }
    RowsWanted wanted = new RowsWanted(region.table(), from, region.to(), capacity / 2, loader);
    budget.changed(wanted.limit());
    load = new Load(wanted, new TreeMap<>(), new HashSet<>());
    return Optional.of(wanted);
  }

  @Override
  public void loaded(RowsWanted wanted, List<Row> found) {
    Load done = load;
    if (done == null || !done.wanted().equals(wanted)) {
      return;
    }
    endLoad(done);
    Key end = wanted.isShort(found.size()) ? null : found.get(found.size() - 1).key().next();
    for (Row row : found) {
      if (!done.removed().contains(row.key())) {
        show(row.key(), EntryRow.decode(row.value()).entry());
      }
    }
    (end == null ? done.added() : done.added().headMap(end, false)).forEach(this::show);
    horizon = end;
    shrink();
  }

  @Override
  public void loadFailed(RowsWanted failed) {
    Load underWay = load;
    if (underWay != null && underWay.wanted().equals(failed)) {
      endLoad(underWay);
    }
  }

  /** Leaves all rows to the store until they are needed, if the heap is needed for others. */
  void giveWay() {
    if (budget.isSpent() && load == null && !rows.isEmpty()) {
      horizon = rows.firstKey();
      budget.changed(-rows.size());
      rows.clear();
    }
  }

  /** Gives the heap back that the window takes; it is not used any more. */
  void close() {
    budget.changed(-rows.size());
    rows.clear();
    if (load != null) {
      endLoad(load);
    }
    horizon = null;
  }

  private void endLoad(Load done) {
    budget.changed(-done.wanted().limit());
    load = null;
  }

  private void show(Key key, Entry entry) {
    if (region.shown().test(entry)) {
      hold(key, entry);
    }
  }

  private void hold(Key key, Entry entry) {
    if (rows.put(key, entry) == null) {
      budget.changed(1);
    }
  }

  private void shrink() {
    while (load == null && isTooWide()) {
      horizon = rows.lastKey();
      rows.pollLastEntry();
      budget.changed(-1);
    }
  }

  private boolean isTooWide() {
    return rows.size() > region.widest() || (rows.size() > WindowBudget.NARROW && budget.isSpent());
  }
}
