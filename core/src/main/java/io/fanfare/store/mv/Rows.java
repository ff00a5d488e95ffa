package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table: a map of the data file, and over it the changes that this map does not
 * have yet, at most one a key. A row that comes and goes between two merges never touches the map,
 * and what is left of the changes comes to it in the order of its keys (as in O'Neil et al., "The
 * log-structured merge-tree", 1996). While changes are merged they are frozen, and new ones gather
 * over them.
 *
 * <p>One thread changes the rows and asks for them; what it is answered may be read elsewhere, and
 * another may merge what is frozen: of the map and the frozen changes over it, it makes no
 * difference which of them the map has already.
 */
final class Rows {

  private static final System.Logger LOG = System.getLogger(Rows.class.getName());

  /** Stands in the changes for a row that was removed. */
  private static final Cell REMOVED = new Cell(new byte[0], 0);

  private final MVMap<Key, Cell> map;
  private final DeltaSize size;

  /** Held while the map gets other rows; fair, so that nobody waits for more than a turn. */
  private final Lock lock = new ReentrantLock(true);

  private NavigableMap<Key, Cell> delta = new TreeMap<>();
  private NavigableMap<Key, Cell> frozen = Collections.emptyNavigableMap();
  private @Nullable Key frozenLast;
  private @Nullable Key last;
  private boolean lastKnown;

  /** Changes that are to be merged into a map. Any thread may do it, one at a time. */
  record Part(MVMap<Key, Cell> map, NavigableMap<Key, Cell> changes, Lock lock) {

    private static final int CHANGES_A_TURN = 16;

    /**
     * Merges them.
     *
     * @param pressure is run after every few changes
     */
    void merge(Runnable pressure) {
      Iterator<Map.Entry<Key, Cell>> left = changes.entrySet().iterator();
      int kept = 0;
      while (left.hasNext()) {
        lock.lock();
        try {
          for (int i = 0; i < CHANGES_A_TURN && left.hasNext(); i++) {
            kept += merge(left.next(), kept == 0) ? 0 : 1;
          }
        } finally {
          lock.unlock();
        }
        pressure.run();
      }
      if (kept > 0) {
        LOG.log(System.Logger.Level.ERROR, "Damaged pages keep {0} removed rows", kept);
      }
    }

    /**
     * Whether it was; a row in a page that cannot be read is lost, and must not stop the others.
     */
    private boolean merge(Map.Entry<Key, Cell> change, boolean first) {
      Cell cell = visible(change.getValue());
      try {
        Rows.change(map, change.getKey(), cell);
        return true;
      } catch (MVStoreException e) {
        if (cell != null || !isDamage(e)) {
          throw e;
        }
        if (first) {
          LOG.log(System.Logger.Level.ERROR, "A row that was removed cannot be reached", e);
        }
        return false;
      }
    }
  }

  private static boolean isDamage(MVStoreException e) {
    return e.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT;
  }

  /**
   * @param size counts the changes
   */
  Rows(MVMap<Key, Cell> map, DeltaSize size) {
    this.map = map;
    this.size = size;
  }

  /** The map of the data file, without the changes over it. */
  MVMap<Key, Cell> map() {
    return map;
  }

  /** What is at {@code key}, or null. */
  @Nullable Cell get(Key key) {
    Cell changed = changed(key);
    return changed == null ? map.get(key) : visible(changed);
  }

  private @Nullable Cell changed(Key key) {
    Cell changed = delta.get(key);
    return changed == null ? frozen.get(key) : changed;
  }

  private static @Nullable Cell visible(Cell cell) {
    return isRemoved(cell) ? null : cell;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isRemoved(Cell cell) {
    return cell == REMOVED;
  }

  /** Puts {@code cell} at {@code key}, over the map. */
  void put(Key key, Cell cell) {
    size.replaced(delta.put(key, cell), cell);
  }

  /** Removes what is at {@code key}, over the map. */
  void remove(Key key) {
    if (isBeyondMap(key)) {
      size.replaced(delta.remove(key), null);
    } else {
      size.replaced(delta.put(key, REMOVED), REMOVED);
    }
  }

  /** Most rows get rising keys, so one look at the end of the map tells that it has no such row. */
  private boolean isBeyondMap(Key key) {
    if (!lastKnown) {
      try {
        last = map.lastKey();
      } catch (MVStoreException e) {
        if (!isDamage(e)) {
          throw e;
        }
        return false;
      }
      lastKnown = true;
    }
    return (last == null || key.compareTo(last) > 0)
        && (frozenLast == null || key.compareTo(frozenLast) > 0);
  }

  /** Changes the map itself; there are no changes over it. */
  void change(Key key, @Nullable Cell cell) {
    lastKnown = false;
    change(map, key, cell);
  }

  private static void change(MVMap<Key, Cell> map, Key key, @Nullable Cell cell) {
    if (cell == null) {
      map.remove(key);
    } else {
      map.put(key, cell);
    }
  }

  /** Whether there are changes to {@link #freeze}. */
  boolean isChanged() {
    return !delta.isEmpty();
  }

  /** Freezes the changes, so that they can be merged; those before were, and thawed. */
  Part freeze() {
    frozen = delta;
    frozenLast = frozen.lastKey();
    delta = new TreeMap<>();
    return new Part(map, frozen, lock);
  }

  /** Forgets what was frozen: the map has it. */
  void thaw() {
    frozen = Collections.emptyNavigableMap();
    frozenLast = null;
    lastKnown = false;
  }

  /** The values of the changes at {@code keys}, and where to look for the others. */
  Found find(List<Key> keys) {
    Map<Key, Cell> changed = new HashMap<>();
    for (Key key : keys) {
      Cell cell = changed(key);
      if (cell != null) {
        changed.put(key, cell);
      }
    }
    return new Found(changed, map, map.flushAndGetRoot().root);
  }

  /** Some rows as they were at one moment. */
  record Found(Map<Key, Cell> changed, MVMap<Key, Cell> map, Page<Key, Cell> root) {

    /** What is at {@code key}, which was asked for, or null. */
    @Nullable Cell get(Key key) {
      Cell cell = changed.get(key);
      return cell == null ? map.get(root, key) : visible(cell);
    }
  }

  /**
   * The rows from {@code from} (included) to {@code to} (excluded) in the order of their keys, as
   * they are now; where there are more, at least so many rows, or rows with so many bytes of
   * values.
   */
  Supplier<Iterator<Map.Entry<Key, Cell>>> range(Key from, Key to, int limit, long bytes) {
    List<Map.Entry<Key, Cell>> changed = new ArrayList<>();
    Key end = to;
    int rows = 0;
    long left = bytes;
    Iterator<Map.Entry<Key, Cell>> changes = changes(from, to);
    while (changes.hasNext() && end.equals(to)) {
      Map.Entry<Key, Cell> change = changes.next();
      // What the iterator gives goes on to change.
      changed.add(Map.entry(change.getKey(), change.getValue()));
      if (!isRemoved(change.getValue())) {
        left -= change.getValue().bytes().length;
        end = ++rows >= limit || left <= 0 ? change.getKey().next() : to;
      }
    }
    Key beyond = end;
    RootReference<Key, Cell> root = map.flushAndGetRoot();
    return () -> new Range(new Overlay(rows(root, from, beyond), changed.iterator()));
  }

  private Iterator<Map.Entry<Key, Cell>> changes(Key from, Key to) {
    return from.compareTo(to) < 0
        ? new Overlay(range(frozen, from, to), range(delta, from, to))
        : Collections.emptyIterator();
  }

  private static Iterator<Map.Entry<Key, Cell>> range(
      NavigableMap<Key, Cell> changes, Key from, Key to) {
    return changes.isEmpty()
        ? Collections.emptyIterator()
        : changes.subMap(from, true, to, false).entrySet().iterator();
  }

  private static Iterator<Map.Entry<Key, Cell>> rows(
      RootReference<Key, Cell> root, Key from, Key to) {
    Cursor<Key, Cell> cursor = new Cursor<>(root, from, null);
    return new Iterator<>() {
      private @Nullable Key next;

      @Override
      public boolean hasNext() {
        // Nothing is read before it is asked for: a row behind the last one may be damaged.
        if (next == null && cursor.hasNext()) {
          next = cursor.next();
        }
        return next != null && next.compareTo(to) < 0;
      }

      @Override
      public Map.Entry<Key, Cell> next() {
        Key key = hasNext() ? next : null;
        if (key == null) {
          throw new NoSuchElementException();
        }
        next = null;
        return Map.entry(key, cursor.getValue());
      }
    };
  }

  /** The rows that are there, of rows and what removed some of them. */
  private static final class Range implements Iterator<Map.Entry<Key, Cell>> {
    private final Iterator<Map.Entry<Key, Cell>> all;
    private Map.@Nullable Entry<Key, Cell> next;

    Range(Iterator<Map.Entry<Key, Cell>> all) {
      this.all = all;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        Map.Entry<Key, Cell> row = all.next();
        next = isRemoved(row.getValue()) ? null : row;
      }
      return next != null;
    }

    @Override
    public Map.Entry<Key, Cell> next() {
      Map.Entry<Key, Cell> row = hasNext() ? next : null;
      if (row == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return row;
    }
  }

  /**
   * How many rows stand from {@code from} (included) to {@code to} (excluded) now. The edges of the
   * map are looked at here, each change in between where the answer is asked for.
   */
  LongSupplier count(Key from, Key to) {
    Map<Key, Cell> changed = new TreeMap<>();
    changes(from, to).forEachRemaining(change -> changed.put(change.getKey(), change.getValue()));
    lock.lock();
    try {
      long ofMap = from.compareTo(to) < 0 ? rank(to) - rank(from) : 0;
      Page<Key, Cell> root = map.flushAndGetRoot().root;
      return () -> ofMap + more(changed, root);
    } finally {
      lock.unlock();
    }
  }

  /** How many rows more there are with those changes than the map has there. */
  private long more(Map<Key, Cell> changed, Page<Key, Cell> root) {
    long more = 0;
    for (Map.Entry<Key, Cell> change : changed.entrySet()) {
      boolean was = map.get(root, change.getKey()) != null;
      boolean is = !isRemoved(change.getValue());
      more += (is ? 1 : 0) - (was ? 1 : 0);
    }
    return more;
  }

  private long rank(Key key) {
    long index = map.getKeyIndex(key);
    return index < 0 ? -index - 1 : index;
  }
}
