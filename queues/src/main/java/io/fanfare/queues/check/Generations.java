package io.fanfare.queues.check;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.store.RowLook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The generations that rows of messages may belong to. */
final class Generations {

  private static final String FIFO = ".fifo";

  /** Whether the queue is a FIFO queue, for each generation that is in use. */
  private final Map<Long, Boolean> inUse = new HashMap<>();

  private final Set<Long> ended = new HashSet<>();
  private final Set<Long> queues = new HashSet<>();

  void add(QueueRecord queue) {
    queues.add(queue.id());
    if (!queue.isDeleted()) {
      inUse.put(queue.generation(), queue.name().name().endsWith(FIFO));
    }
  }

  /** Takes in one whose rows are being removed. */
  void end(long generation) {
    ended.add(generation);
  }

  boolean isQueue(long id) {
    return queues.contains(id);
  }

  /** Whether {@code generation} is that of a queue which is there. */
  boolean isInUse(long generation) {
    return inUse.containsKey(generation) && !ended.contains(generation);
  }

  boolean isFifo(long generation) {
    return inUse.getOrDefault(generation, false);
  }

  /** Tells if the row at {@code key} belongs to no queue, and to nothing that is being removed. */
  void check(RowLook look, Table table, Key key) {
    if (!inUse.containsKey(key.owner()) && !ended.contains(key.owner())) {
      look.damage(table, key, "its queue does not exist");
    }
  }
}
