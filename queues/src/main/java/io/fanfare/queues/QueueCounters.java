package io.fanfare.queues;

import io.fanfare.queues.engine.Handed;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.QuietCounts;
import io.fanfare.queues.model.TenantCounts;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a queue has done, counted on its event loop and read from any thread. */
final class QueueCounters {

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong emptyReceives = new AtomicLong();
  private final ConcurrentMap<Long, TenantCounts> tenants = new ConcurrentHashMap<>();
  private volatile QueueCounts counts = new QueueCounts(0, 0, 0, OptionalLong.empty());
  private volatile QuietCounts quiet = new QuietCounts(0, 0, 0);

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

  void counted(QueueCounts now, QuietCounts ofQuiet) {
    counts = now;
    quiet = ofQuiet;
  }

  void counted(List<TenantCounts> touched) {
    for (TenantCounts tenant : touched) {
      if (tenant.isNothing()) {
        tenants.remove(tenant.group());
      } else {
        tenants.put(tenant.group(), tenant);
      }
    }
  }

  /** Nobody takes anything of a queue that was emptied. */
  void purged() {
    tenants.clear();
  }

  QueueStatistics statistics(QueueName name) {
    return new QueueStatistics(
        name,
        sent.get(),
        received.get(),
        deleted.get(),
        emptyReceives.get(),
        counts,
        quiet,
        List.copyOf(tenants.values()));
  }

  private static void add(AtomicLong counter, long amount) {
    counter.lazySet(counter.get() + amount);
  }
}
