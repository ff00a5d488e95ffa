package io.fanfare.queues;

import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.history.Point;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.runtime.Count;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What a queue has done, counted on its event loop and read from any thread. */
final class QueueCounters {

  private final LoopCounters loop;
  private final Count sent = new Count();
  private final Count sentBytes = new Count();
  private final Count received = new Count();
  private final Count deleted = new Count();
  private final Count emptyReceives = new Count();
  private final ConcurrentMap<Long, TenantCounts> tenants = new ConcurrentHashMap<>();
  private Point seen = Point.NOTHING;
  private volatile QueueCounts counts = new QueueCounts(0, 0, 0, OptionalLong.empty());
  private volatile QueueCounts.Quiet quiet = new QueueCounts.Quiet(0, 0, 0);
  private volatile int groupsInFlight;

  /** Counts for one queue, and beside it for all of its event loop. */
  QueueCounters(LoopCounters loop) {
    this.loop = loop;
  }

  void sent(List<Draft> messages) {
    long bytes = messages.stream().mapToLong(Draft::bytes).sum();
    sent.add(messages.size());
    sentBytes.add(bytes);
    loop.sent(messages.size(), bytes);
  }

  void received(List<Received> messages) {
    if (messages.isEmpty()) {
      emptyReceives.add(1);
      loop.receivedNothing();
    } else {
      received.add(messages.size());
      loop.received(messages.size());
    }
  }

  void deleted(long messages) {
    deleted.add(messages);
    loop.deleted(messages);
  }

  /** Counts how long a receive waits, until {@code answer} is there. */
  void waits(Future<?> answer, EventLoop time) {
    long since = time.now();
    loop.waits();
    answer.onComplete(ended -> loop.waited(time.now() - since));
  }

  void counted(QueueCounts now, QueueCounts.Quiet ofQuiet, int inFlight) {
    counts = now;
    quiet = ofQuiet;
    groupsInFlight = inFlight;
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

  /** How the queue stands, and what it did since this was asked last; for one event loop only. */
  Point lastPeriod() {
    QueueCounts now = counts;
    Point before = seen;
    Point all =
        new Point(
            now.visible(),
            now.inFlight(),
            now.delayed(),
            sent.get(),
            received.get(),
            deleted.get());
    seen = all;
    return all.since(before);
  }

  QueueStatistics statistics(QueueName name) {
    return new QueueStatistics(
        name,
        sent.get(),
        sentBytes.get(),
        received.get(),
        deleted.get(),
        emptyReceives.get(),
        counts,
        quiet,
        groupsInFlight,
        List.copyOf(tenants.values()));
  }
}
