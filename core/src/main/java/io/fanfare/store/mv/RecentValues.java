package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.heap.HeapRegions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The values of bodies' tables that are still in the heap: the youngest, within a budget. They are
 * those of {@link Key#of} a rising sequence; the lowest are given up first. Any thread may look,
 * note and remove; one thread gives up.
 */
final class RecentValues {

  private static final int ENTRY_BYTES = 128;

  private final long budget;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Table, ConcurrentSkipListMap<Long, byte[]>> tables = new ConcurrentHashMap<>();

  /**
   * @param budget how many bytes of heap the values may take; none are kept if it is 0
   */
  RecentValues(long budget) {
    this.budget = budget;
  }

  /** Notes what {@code changes} put and forgets what they remove. */
  void note(List<Change> changes) {
    if (budget == 0) {
      return;
    }
    for (Change change : changes) {
      if (change.table().keepsRecent() && isSequence(change.key())) {
        note(change, bodies(change.table()), change.key().owner());
      }
    }
  }

  private void note(Change change, Map<Long, byte[]> recent, long sequence) {
    if (change instanceof Change.Put put) {
      bytes.addAndGet(size(put.value()) - size(recent.put(sequence, put.value())));
    } else if (change instanceof Change.Retain retain) {
      byte[] before = recent.putIfAbsent(sequence, retain.value());
      bytes.addAndGet(before == null ? size(retain.value()) : 0);
    } else if (change instanceof Change.Remove) {
      bytes.addAndGet(-size(recent.remove(sequence)));
    }
    // Others may hold what is released; if none does, it goes when it is the lowest.
  }

  byte @Nullable [] get(Table table, Key key) {
    if (!table.keepsRecent() || !isSequence(key)) {
      return null;
    }
    Map<Long, byte[]> recent = tables.get(table);
    return recent == null ? null : recent.get(key.owner());
  }

  long bytes() {
    return bytes.get();
  }

  /** Gives up the lowest until the rest is within the budget. */
  void giveUp() {
    while (bytes.get() > budget) {
      ConcurrentSkipListMap<Long, byte[]> oldest = null;
      long lowest = Long.MAX_VALUE;
      for (ConcurrentSkipListMap<Long, byte[]> recent : tables.values()) {
        Map.Entry<Long, byte[]> first = recent.firstEntry();
        if (first != null && first.getKey() <= lowest) {
          oldest = recent;
          lowest = first.getKey();
        }
      }
      if (oldest == null) {
        return;
      }
      bytes.addAndGet(-size(oldest.remove(lowest)));
    }
  }

  private ConcurrentSkipListMap<Long, byte[]> bodies(Table table) {
    ConcurrentSkipListMap<Long, byte[]> bodies = tables.get(table);
    return bodies != null
        ? bodies
        : tables.computeIfAbsent(table, first -> new ConcurrentSkipListMap<>());
  }

  private static boolean isSequence(Key key) {
    return key.order() == 0 && key.sequence() == 0;
  }

  private static long size(byte @Nullable [] value) {
    return value == null ? 0 : HeapRegions.taken(value.length) + ENTRY_BYTES;
  }
}
