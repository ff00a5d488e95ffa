package io.fanfare.queues;

import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The queues that were deleted so lately that their names cannot be used again yet. */
final class Tombstones {

  private final long holdMillis;
  private final PriorityQueue<QueueRecord> byTime =
      new PriorityQueue<>(Comparator.comparingLong(QueueRecord::deletedAt));
  private final Map<QueueName, Long> lastDeletion = new HashMap<>();

  /** Tombstones that hold a name for {@code holdMillis}. */
  Tombstones(long holdMillis) {
    this.holdMillis = holdMillis;
  }

  void add(QueueRecord deleted) {
    byTime.add(deleted);
    if (deleted.kind() == QueueKind.USER) {
      lastDeletion.merge(deleted.name(), deleted.deletedAt(), Math::max);
    }
  }

  boolean hold(QueueName name, long now) {
    Long deletedAt = lastDeletion.get(name);
    return deletedAt != null && now < deletedAt + holdMillis;
  }

  /** Takes out those whose names are free by now. */
  List<QueueRecord> takeOld(long now) {
    List<QueueRecord> old = new ArrayList<>();
    for (QueueRecord next = byTime.peek();
        next != null && now >= next.deletedAt() + holdMillis;
        next = byTime.peek()) {
      old.add(byTime.remove());
      lastDeletion.remove(next.name(), next.deletedAt());
    }
    return old;
  }
}
