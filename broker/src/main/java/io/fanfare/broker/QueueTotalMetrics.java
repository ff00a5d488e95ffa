package io.fanfare.broker;

import io.fanfare.queues.QueueStatistics;
import io.fanfare.queues.QueueTotals;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToLongFunction;

/** The metrics of all queues together, however many they are. */
record QueueTotalMetrics(QueueTotals totals, List<QueueStatistics> all, double oldestSeconds) {

  List<MetricSnapshot> snapshots() {
    return List.of(
        single("queues", "Queues there are").gauge(now -> now.totals.queues()),
        single("queues_messages_sent", "Messages taken in by all queues, the deleted too")
            .counter(now -> now.totals.sent()),
        single(
                "queues_sent_message_size_bytes",
                "Bodies and attributes of the messages taken in by all queues, the deleted too")
            .counter(now -> now.totals.sentBytes()),
        single("queues_messages_received", "Messages handed out by all queues, the deleted too")
            .counter(now -> now.totals.received()),
        single("queues_messages_deleted", "Messages deleted from all queues, the deleted too")
            .counter(now -> now.totals.deleted()),
        single("queues_empty_receives", "Receives answered with nothing by all queues")
            .counter(now -> now.totals.emptyReceives()),
        single("queues_messages_visible", "Messages that can be received from all queues")
            .gauge(now -> now.sum(queue -> queue.counts().visible())),
        single("queues_messages_not_visible", "Messages in flight of all queues")
            .gauge(now -> now.sum(queue -> queue.counts().inFlight())),
        single("queues_messages_delayed", "Messages of all queues whose delay goes on")
            .gauge(now -> now.sum(queue -> queue.counts().delayed())),
        single("queues_age_of_oldest_message_seconds", "Age of the oldest message of all queues")
            .gauge(QueueTotalMetrics::oldestSeconds),
        single("queues_receives_waiting", "Receives that wait for a message now")
            .gauge(now -> now.totals.waiting()),
        single("queues_receive_wait_seconds", "How long receives waited that had to wait")
            .summary(now -> now.totals.waits(), now -> now.totals.waitedMillis() / 1_000.0));
  }

  private Samples<QueueTotalMetrics> single(String name, String help) {
    return Samples.single(name, help, this);
  }

  private long sum(ToLongFunction<QueueStatistics> value) {
    return all.stream().mapToLong(value).sum();
  }
}
