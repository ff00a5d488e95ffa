package io.fanfare.broker;

import io.fanfare.queues.QueueMonitor;
import io.fanfare.queues.QueueStatistics;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.runtime.Clock;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The metrics of the queues, in CloudWatch's words, read when they are asked for: ten thousand
 * queues cost no meters while nobody looks. All of them are summed up, and the busiest are shown
 * one by one, so that what a scrape takes has a bound.
 */
final class QueueMetrics implements MultiCollector {

  private final QueueMonitor queues;
  private final Clock clock;
  private final int shown;

  /**
   * The metrics of {@code queues}, whose ages {@code clock} tells.
   *
   * @param shown how many queues are shown one by one
   */
  QueueMetrics(QueueMonitor queues, Clock clock, int shown) {
    this.queues = queues;
    this.clock = clock;
    this.shown = shown;
  }

  @Override
  public MetricSnapshots collect() {
    List<QueueStatistics> all = queues.statistics();
    double oldest = all.stream().mapToDouble(this::ageOfOldest).max().orElse(0);
    List<QueueStatistics> busiest = busiest(all, shown);
    return new MetricSnapshots(
        Stream.of(
                new QueueTotalMetrics(queues.totals(), all, oldest).snapshots(),
                counters(busiest),
                counts(busiest),
                quietCounts(busiest),
                tenants(busiest))
            .flatMap(List::stream)
            .toList());
  }

  /**
   * The {@code shown} busiest queues: those with the most messages that were sent or received since
   * the start, or that stand in them now; of equals, the first by name.
   */
  static List<QueueStatistics> busiest(List<QueueStatistics> all, int shown) {
    if (all.size() <= shown) {
      return all;
    }
    return all.stream()
        .sorted(
            Comparator.comparingLong(QueueMetrics::messages)
                .reversed()
                .thenComparing(queue -> queue.name().account())
                .thenComparing(queue -> queue.name().region())
                .thenComparing(queue -> queue.name().name()))
        .limit(shown)
        .toList();
  }

  private static long messages(QueueStatistics queue) {
    QueueCounts now = queue.counts();
    return queue.sent() + queue.received() + now.visible() + now.inFlight() + now.delayed();
  }

  private static List<MetricSnapshot> counters(List<QueueStatistics> all) {
    return List.of(
        counter(all, "messages_sent", "Messages taken in", QueueStatistics::sent),
        sizes(all),
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
            "approximate_number_of_groups_with_inflight_messages",
            "Message groups of a FIFO queue with messages in flight, or on their way to another queue",
            QueueStatistics::groupsInFlight),
        gauge(
            all,
            "approximate_age_of_oldest_message_seconds",
            "Age of the oldest message that neither was deleted nor went to the back",
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

  private static MetricSnapshot sizes(List<QueueStatistics> all) {
    return new Samples<>(
            "sent_message_size_bytes",
            "Bodies and attributes of the messages taken in",
            all,
            QueueMetrics::labels)
        .counter(QueueStatistics::sentBytes);
  }

  private static MetricSnapshot counter(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<QueueStatistics> value) {
    return new Samples<>("number_of_" + name, help, queues, QueueMetrics::labels).counter(value);
  }

  private static MetricSnapshot gauge(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<QueueStatistics> value) {
    return new Samples<>(name, help, queues, QueueMetrics::labels).gauge(value);
  }

  /** A message group of a queue. */
  private record Tenant(QueueStatistics queue, TenantCounts counts) {
    Labels labels() {
      return QueueMetrics.labels(queue).add("group", HexFormat.of().toHexDigits(counts.group()));
    }
  }

  private static MetricSnapshot tenants(
      List<QueueStatistics> queues,
      String name,
      String help,
      ToDoubleFunction<TenantCounts> value) {
    List<Tenant> all =
        queues.stream()
            .flatMap(queue -> queue.tenants().stream().map(one -> new Tenant(queue, one)))
            .toList();
    return new Samples<>(name, help, all, Tenant::labels)
        .gauge(tenant -> value.applyAsDouble(tenant.counts()));
  }

  private static Labels labels(QueueStatistics queue) {
    return Labels.of(
        "account", queue.name().account(),
        "region", queue.name().region(),
        "queue", queue.name().name());
  }
}
