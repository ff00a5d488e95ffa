package io.fanfare.queues;

import java.util.List;

/** The queues as those see them who operate the broker. It may be called from any thread. */
public interface QueueMonitor {

  /** What each queue has done and how it stands, without asking any event loop. */
  List<QueueStatistics> statistics();

  /** What all queues have done together, without asking any event loop. */
  QueueTotals totals();
}
