package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The values of bodies' tables that are still in the heap: the youngest, within a budget. They are
 * those of {@link Key#of} a rising sequence; the lowest are given up first. Any thread may look,
 * note and remove; one thread gives up.
 */
final class YoungValues {

  private static final int ENTRY_BYTES = 96;
  private static final int MISSES_BEFORE_SEARCH = 4_096;

  private final long budget;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Table, Bodies> tables = new ConcurrentHashMap<>();

  /**
   * @param budget how many bytes of heap the values may take; none are kept if it is 0
   */
  YoungValues(long budget) {
    this.budget = budget;
  }

  /** Notes what {@code changes} put and forgets what they remove. */
  void note(List<Change> changes) {
    if (budget == 0) {
      return;
    }
    for (Change change : changes) {
      Table table = change.table();
      if (table.keepsYoung() && isSequence(change.key())) {
        long sequence = change.key().owner();
        byte[] before;
        if (change instanceof Change.Put put) {
          before = put(table, sequence, put.value());
        } else if (change instanceof Change.Hold hold) {
          before = put(table, sequence, hold.value());
        } else if (change instanceof Change.Remove) {
          before = bodies(table).young.remove(sequence);
        } else {
          // Others may hold it; if none does, nobody asks for it, and it goes when it is lowest.
          continue;
        }
        bytes.addAndGet(before == null ? 0 : -size(before));
      }
    }
  }

  private byte @Nullable [] put(Table table, long sequence, byte[] value) {
    bytes.addAndGet(size(value));
    return bodies(table).put(sequence, value);
  }

  byte @Nullable [] get(Table table, Key key) {
    if (!table.keepsYoung() || !isSequence(key)) {
      return null;
    }
    Bodies bodies = tables.get(table);
    return bodies == null ? null : bodies.young.get(key.owner());
  }

  long bytes() {
    return bytes.get();
  }

  /** Gives up the lowest until the rest is within the budget. */
  void giveUp() {
    while (bytes.get() > budget) {
      boolean found = false;
      for (Bodies bodies : tables.values()) {
        byte[] lowest = bodies.removeLowest();
        if (lowest != null) {
          bytes.addAndGet(-size(lowest));
          found = true;
        }
      }
      if (!found) {
        return;
      }
    }
  }

  private Bodies bodies(Table table) {
    Bodies bodies = tables.get(table);
    return bodies != null ? bodies : tables.computeIfAbsent(table, t -> new Bodies());
  }

  private static boolean isSequence(Key key) {
    return key.order() == 0 && key.sequence() == 0;
  }

  private static int size(byte[] value) {
    return value.length + ENTRY_BYTES;
  }

  /** The young bodies of one table. */
  private static final class Bodies {
    private final ConcurrentHashMap<Long, byte[]> young = new ConcurrentHashMap<>();

    /** No body is below it, but for a moment. */
    private final AtomicLong floor = new AtomicLong(Long.MAX_VALUE);

    byte @Nullable [] put(long sequence, byte[] value) {
      byte[] before = young.put(sequence, value);
      if (sequence < floor.get()) {
        floor.accumulateAndGet(sequence, Math::min);
      }
      return before;
    }

    byte @Nullable [] removeLowest() {
      // Sequences rise, so the lowest is mostly a step away; after a gap it is searched for.
      for (int i = 0; i < MISSES_BEFORE_SEARCH; i++) {
        long lowest = floor.get();
        byte[] value = young.remove(lowest);
        floor.compareAndSet(lowest, lowest + 1);
        if (value != null) {
          return value;
        }
      }
      OptionalLong lowest = young.keySet().stream().mapToLong(Long::longValue).min();
      if (lowest.isEmpty()) {
        return null;
      }
      floor.set(lowest.getAsLong() + 1);
      return young.remove(lowest.getAsLong());
    }
  }
}
