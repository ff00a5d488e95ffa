package io.fanfare.queues;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.runtime.Count;
import io.fanfare.runtime.LogRate;

/**
 * What nobody took in time of what subscriptions were to be sent, in the queues of one event loop.
 * Of users' queues it is theirs to know.
 */
final class Expirations {

  private static final System.Logger LOG = System.getLogger(Expirations.class.getName());

  private final Count count = new Count();
  private final LogRate rate = new LogRate();

  /** So many more messages of {@code queue} have ended by themselves. */
  void add(QueueRecord queue, long messages, long now) {
    if (queue.kind() == QueueKind.SUBSCRIPTION) {
      count.add(messages);
      String line = "%d messages were never taken from %s, and are lost: they were too old";
      rate.line(now, line.formatted(messages, queue.name().arn()), messages)
          .ifPresent(told -> LOG.log(WARNING, told));
    }
  }

  /** How many there were; any thread may ask. */
  long count() {
    return count.get();
  }
}
