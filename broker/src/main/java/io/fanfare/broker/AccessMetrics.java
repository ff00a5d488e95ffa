package io.fanfare.broker;

import io.fanfare.access.AccessControl;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The metrics of the access file, where there is one. */
final class AccessMetrics implements MultiCollector {

  private final AccessWatch access;

  AccessMetrics(AccessWatch access) {
    this.access = access;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        Samples.single("access_keys", "Access keys that are in use", access)
            .gauge(AccessMetrics::keys),
        Samples.single(
                "access_reloads", "How often the access file was read again and taken", access)
            .counter(AccessWatch::reloads),
        Samples.single(
                "access_reload_failures",
                "How often the access file was read again and not taken",
                access)
            .counter(AccessWatch::failures));
  }

  private static int keys(AccessWatch access) {
    AccessControl control = access.authorization().control();
    return control == null ? 0 : control.size();
  }
}
