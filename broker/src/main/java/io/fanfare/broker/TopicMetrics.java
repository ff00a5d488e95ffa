package io.fanfare.broker;

import io.fanfare.topics.TopicStatistics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The metrics of all topics together. */
final class TopicMetrics implements MultiCollector {

  private final Supplier<TopicStatistics> topics;
  private final LongSupplier unsent;

  /** The metrics of what {@code topics} have done, and of what {@code unsent} counts. */
  TopicMetrics(Supplier<TopicStatistics> topics, LongSupplier unsent) {
    this.topics = topics;
    this.unsent = unsent;
  }

  @Override
  public MetricSnapshots collect() {
    TopicStatistics now = topics.get();
    return MetricSnapshots.of(
        Samples.single("topics_messages_published", "Messages that topics took in", now)
            .counter(TopicStatistics::published),
        Samples.single("topics_deliveries", "Copies of published messages that queues took", now)
            .counter(TopicStatistics::delivered),
        Samples.single(
                "topics_deliveries_dead_lettered",
                "Copies that a subscription's dead-letter queue took instead",
                now)
            .counter(TopicStatistics::deadLettered),
        Samples.single(
                "topics_deliveries_failed",
                "Messages to subscriptions and devices that are lost, as nobody took them",
                now)
            .counter(TopicStatistics::failed),
        Samples.single(
                "topics_deliveries_filtered_out",
                "Copies that were not made, as a filter policy did not match",
                now)
            .counter(TopicStatistics::filteredOut),
        Samples.single("topics_pushes_delivered", "Messages that endpoints took", now)
            .counter(one -> one.pushes().delivered()),
        Samples.single("topics_pushes_refused", "Attempts that endpoints refused for good", now)
            .counter(one -> one.pushes().refused()),
        Samples.single("topics_pushes_failed", "Attempts that failed and may be repeated", now)
            .counter(one -> one.pushes().failed()),
        Samples.single(
                "topics_pushes_expired",
                "Messages to be pushed that were too old before their turn came",
                now)
            .counter(one -> one.pushes().expired()),
        Samples.single(
                "topics_push_notifications_unsent",
                "Messages to devices that went nowhere, as their platform has no gateway",
                unsent)
            .counter(LongSupplier::getAsLong));
  }
}
