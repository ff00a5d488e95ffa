package io.fanfare.broker;

import io.fanfare.queues.QueueStatistics;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.runtime.Clock;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The metrics of every queue, in CloudWatch's words, read when they are asked for: ten thousand
 * queues cost no meters while nobody looks.
 */
final class QueueMetrics implements MultiCollector {

  private final Supplier<List<QueueStatistics>> queues;
  private final Clock clock;

  /** The metrics of {@code queues}, whose ages {@code clock} tells. */
  QueueMetrics(Supplier<List<QueueStatistics>> queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    List<QueueStatistics> all = queues.get();
    return new MetricSnapshots(
        Stream.of(counters(all), counts(all), quietCounts(all), tenants(all))
            .flatMap(List::stream)
            .toList());
  }

  private static List<MetricSnapshot> counters(List<QueueStatistics> all) {
    return List.of(
        counter(all, "messages_sent", "Messages taken in", QueueStatistics::sent),
        counter(all, "messages_received", "Messages handed out", QueueStatistics::received),
        counter(all, "messages_deleted", "Messages deleted", QueueStatistics::deleted),
        counter(
            all,
            "empty_receives",
            "Receives answered with nothing",
            QueueStatistics::emptyReceives));
  }

  private List<MetricSnapshot> counts(List<QueueStatistics> all) {
    return List.of(
        gauge(
            all,
            "approximate_number_of_messages_visible",
            "Messages that can be received",
            queue -> queue.counts().visible()),
        gauge(
            all,
            "approximate_number_of_messages_not_visible",
            "Messages in flight",
            queue -> queue.counts().inFlight()),
        gauge(
            all,
            "approximate_number_of_messages_delayed",
            "Messages whose delay goes on",
            queue -> queue.counts().delayed()),
        gauge(
            all,
            "approximate_age_of_oldest_message_seconds",
            "Age of the oldest message that was not deleted",
            this::ageOfOldest));
  }

  private static List<MetricSnapshot> quietCounts(List<QueueStatistics> all) {
    return List.of(
        gauge(
            all,
            "approximate_number_of_noisy_groups",
            "Message groups whose messages come after those of others",
            queue -> queue.quiet().noisyGroups()),
        gauge(
            all,
            "approximate_number_of_messages_visible_in_quiet_groups",
            "Messages that can be received, without those of noisy groups",
            queue -> queue.quiet().visible()),
        gauge(
            all,
            "approximate_number_of_messages_not_visible_in_quiet_groups",
            "Messages in flight, without those of noisy groups",
            queue -> queue.quiet().inFlight()));
  }

  private static List<MetricSnapshot> tenants(List<QueueStatistics> all) {
    return List.of(
        tenants(
            all,
            "message_group_messages_not_visible",
            "Messages in flight of a message group",
            TenantCounts::inFlight),
        tenants(
            all,
            "message_group_noisy",
            "Whether the messages of a message group come after those of others",
            tenant -> tenant.noisy() ? 1 : 0));
  }

  private double ageOfOldest(QueueStatistics queue) {
    long now = clock.millis();
    return Math.max(0, now - queue.counts().oldestSentAt().orElse(now)) / 1_000.0;
  }

  private static MetricSnapshot counter(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<QueueStatistics> value) {
    CounterSnapshot.Builder metric =
        CounterSnapshot.builder().name("fanfare_number_of_" + name).help(help);
    for (QueueStatistics queue : queues) {
      metric.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(labels(queue))
              .value(value.applyAsDouble(queue))
              .build());
    }
    return metric.build();
  }

  private static MetricSnapshot gauge(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<QueueStatistics> value) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name("fanfare_" + name).help(help);
    for (QueueStatistics queue : queues) {
      metric.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels(queue))
              .value(value.applyAsDouble(queue))
              .build());
    }
    return metric.build();
  }

  private static MetricSnapshot tenants(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<TenantCounts> value) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name("fanfare_" + name).help(help);
    for (QueueStatistics queue : queues) {
      for (TenantCounts tenant : queue.tenants()) {
        String group = HexFormat.of().toHexDigits(tenant.group());
        metric.dataPoint(
            GaugeDataPointSnapshot.builder()
                .labels(labels(queue).add("group", group))
                .value(value.applyAsDouble(tenant))
                .build());
      }
    }
    return metric.build();
  }

  private static Labels labels(QueueStatistics queue) {
    return Labels.of(
        "account", queue.name().account(),
        "region", queue.name().region(),
        "queue", queue.name().name());
  }
}
