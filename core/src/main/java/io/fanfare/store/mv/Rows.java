package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.Page;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table: a map of the data file, and over it the changes that this map does not
 * have yet, at most one a key. A row that comes and goes between two merges never touches the map,
 * and what is left of the changes comes to it in the order of its keys (as in O'Neil et al., "The
 * log-structured merge-tree", 1996).
 *
 * <p>One thread changes the rows and asks for them; what it is answered may be read elsewhere.
 */
final class Rows {

  /** Stands in the changes for a row that was removed. */
  private static final Cell REMOVED = new Cell(new byte[0], 0);

  private final MVMap<Key, Cell> map;
  private final DeltaSize size;
  private final NavigableMap<Key, Cell> delta = new TreeMap<>();
  private @Nullable Key last;
  private boolean lastKnown;

  /** Decides, while changes are merged, when the map must be saved before it takes more. */
  interface Pressure {
    /** A change came to the map. */
    void merged();
  }

  /**
   * @param size counts the changes
   */
  Rows(MVMap<Key, Cell> map, DeltaSize size) {
    this.map = map;
    this.size = size;
  }

  /** What is at {@code key}, or null. */
  @Nullable Cell get(Key key) {
    Cell changed = delta.get(key);
    return changed == null ? map.get(key) : visible(changed);
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
      last = map.lastKey();
      lastKnown = true;
    }
    return last == null || key.compareTo(last) > 0;
  }

  /** Changes the map itself; there are no changes over it. */
  void change(Key key, @Nullable Cell cell) {
    lastKnown = false;
    if (cell == null) {
      map.remove(key);
    } else {
      map.put(key, cell);
    }
  }

  /** Brings all changes to the map, and forgets them; who empties all tables counts anew. */
  void merge(Pressure pressure) {
    delta.forEach(
        (key, cell) -> {
          change(key, visible(cell));
          pressure.merged();
        });
    delta.clear();
  }

  /** The values of the changes at {@code keys}, and where to look for the others. */
  Found find(List<Key> keys) {
    Map<Key, Cell> changed = new HashMap<>();
    for (Key key : keys) {
      Cell cell = delta.get(key);
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
    NavigableMap<Key, Cell> changed = new TreeMap<>();
    Key end = to;
    int rows = 0;
    long left = bytes;
    for (Map.Entry<Key, Cell> change : changes(from, to).entrySet()) {
      changed.put(change.getKey(), change.getValue());
      if (!isRemoved(change.getValue())) {
        left -= change.getValue().bytes().length;
        if (++rows >= limit || left <= 0) {
          end = change.getKey().next();
          break;
        }
      }
    }
    Key beyond = end;
    RootReference<Key, Cell> root = map.flushAndGetRoot();
    return () -> new Merged(new Cursor<>(root, from, null), changed.entrySet().iterator(), beyond);
  }

  private NavigableMap<Key, Cell> changes(Key from, Key to) {
    return from.compareTo(to) < 0
        ? delta.subMap(from, true, to, false)
        : Collections.emptyNavigableMap();
  }

  /** The rows of a range: of the map, but where there is a change the change counts. */
  private static final class Merged implements Iterator<Map.Entry<Key, Cell>> {
    private final Cursor<Key, Cell> cursor;
    private final Iterator<Map.Entry<Key, Cell>> changes;
    private final Key end;
    private Map.@Nullable Entry<Key, Cell> row;
    private Map.@Nullable Entry<Key, Cell> change;
    private Map.@Nullable Entry<Key, Cell> next;

    Merged(Cursor<Key, Cell> cursor, Iterator<Map.Entry<Key, Cell>> changes, Key end) {
      this.cursor = cursor;
      this.changes = changes;
      this.end = end;
      row = row();
      change = change();
      advance();
    }

    private Map.@Nullable Entry<Key, Cell> row() {
      if (!cursor.hasNext()) {
        return null;
      }
      Key key = cursor.next();
      return key.compareTo(end) < 0 ? Map.entry(key, cursor.getValue()) : null;
    }

    private Map.@Nullable Entry<Key, Cell> change() {
      return changes.hasNext() ? changes.next() : null;
    }

    private void advance() {
      do {
        next = lowest();
      } while (next != null && isRemoved(next.getValue()));
    }

    /** The lower of the two that are looked at, which is passed. */
    private Map.@Nullable Entry<Key, Cell> lowest() {
      Map.Entry<Key, Cell> old = row;
      Map.Entry<Key, Cell> young = change;
      if (old == null || (young != null && young.getKey().compareTo(old.getKey()) <= 0)) {
        change = change();
        if (old != null && young != null && young.getKey().equals(old.getKey())) {
          row = row();
        }
        return young;
      }
      row = row();
      return old;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Map.Entry<Key, Cell> next() {
      Map.Entry<Key, Cell> taken = next;
      if (taken == null) {
        throw new NoSuchElementException();
      }
      advance();
      return taken;
    }
  }

  /**
   * How many rows stand from {@code from} (included) to {@code to} (excluded) now. The edges of the
   * map are looked at here, each change in between where the answer is asked for.
   */
  LongSupplier count(Key from, Key to) {
    long ofMap = from.compareTo(to) < 0 ? rank(to) - rank(from) : 0;
    Page<Key, Cell> root = map.flushAndGetRoot().root;
    Map<Key, Cell> changed = new TreeMap<>(changes(from, to));
    return () -> {
      long count = ofMap;
      for (Map.Entry<Key, Cell> change : changed.entrySet()) {
        boolean was = map.get(root, change.getKey()) != null;
        boolean is = !isRemoved(change.getValue());
        count += (is ? 1 : 0) - (was ? 1 : 0);
      }
      return count;
    };
  }

  private long rank(Key key) {
    long index = map.getKeyIndex(key);
    return index < 0 ? -index - 1 : index;
  }
}
