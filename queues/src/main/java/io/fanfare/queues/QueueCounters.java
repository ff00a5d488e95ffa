package io.fanfare.queues;

import io.fanfare.queues.engine.Handed;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What a queue has done, counted on its event loop and read from any thread. */
final class QueueCounters {

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong emptyReceives = new AtomicLong();
  private volatile QueueCounts counts = new QueueCounts(0, 0, 0, OptionalLong.empty());

  void sent(int messages) {
    add(sent, messages);
  }

  void received(List<Handed> handed) {
    if (handed.isEmpty()) {
      add(emptyReceives, 1);
    } else {
      add(received, handed.size());
    }
  }

  void deleted(long messages) {
    add(deleted, messages);
  }

  void counted(QueueCounts now) {
    counts = now;
  }

  QueueStatistics statistics(QueueName name) {
    return new QueueStatistics(
        name, sent.get(), received.get(), deleted.get(), emptyReceives.get(), counts);
  }

  private static void add(AtomicLong counter, long amount) {
    counter.lazySet(counter.get() + amount);
  }
}
