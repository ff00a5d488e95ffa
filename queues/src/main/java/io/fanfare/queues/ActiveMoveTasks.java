package io.fanfare.queues;

import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueError;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many move tasks of each account are active, on all event loops together. */
final class ActiveMoveTasks {

  private final ConcurrentMap<String, Integer> byAccount = new ConcurrentHashMap<>();

  /** Counts a task that is to start, or refuses it. */
  void start(String account) {
    if (resume(account) > Limits.ACTIVE_MOVE_TASKS) {
      end(account);
      throw QueueError.OVER_LIMIT.refuse(
          "Too many message move tasks are active. At most %d may be.", Limits.ACTIVE_MOVE_TASKS);
    }
  }

  /** Counts a task that was active before the broker started. */
  int resume(String account) {
    return byAccount.merge(account, 1, Integer::sum);
  }

  void end(String account) {
    byAccount.merge(account, -1, Integer::sum);
  }
}
