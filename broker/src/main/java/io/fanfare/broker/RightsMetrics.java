package io.fanfare.broker;

import io.fanfare.access.Guard;
import io.fanfare.core.policy.Right;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;

/** The metrics of what was not allowed. */
final class RightsMetrics implements MultiCollector {

  private final Guard guard;
  private final AuditLog audit;

  /** The metrics of what {@code guard} has refused, and of what {@code audit} misses. */
  RightsMetrics(Guard guard, AuditLog audit) {
    this.guard = guard;
    this.audit = audit;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        counts("access_denied", "Requests and deliveries that were not allowed", guard.denied()),
        counts(
            "access_would_deny",
            "Requests and deliveries that went on, as access control is not enforced",
            guard.wouldDeny()),
        Samples.single(
                "audit_entries_dropped",
                "Entries that the audit log misses, as it could not be written in time",
                audit)
            .counter(AuditLog::dropped));
  }

  private static MetricSnapshot counts(String name, String help, Map<Right, Long> counts) {
    return new Samples<>(
            name,
            help,
            List.copyOf(counts.entrySet()),
            one -> Labels.of("service", one.getKey().service(), "action", one.getKey().action()))
        .counter(Map.Entry::getValue);
  }
}
