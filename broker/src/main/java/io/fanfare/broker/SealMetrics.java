package io.fanfare.broker;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The metrics of what is sealed; all are 0 where there is no key file. */
final class SealMetrics implements MultiCollector {

  private final KeyWatch keys;

  SealMetrics(KeyWatch keys) {
    this.keys = keys;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        Samples.single("master_keys", "Master keys in the key file", keys).gauge(KeyWatch::size),
        Samples.single("key_reloads", "How often the key file was read again and taken", keys)
            .counter(KeyWatch::reloads),
        Samples.single(
                "key_reload_failures", "How often the key file was read again and not taken", keys)
            .counter(KeyWatch::failures),
        Samples.single("data_keys_made", "Data keys that rows were sealed with", keys)
            .counter(watch -> watch.seals().made()),
        Samples.single(
                "sealed_rows_not_opened",
                "How often a sealed row was to be opened and did not, as it was changed or moved,"
                    + " or its master key may not be used",
                keys)
            .counter(watch -> watch.seals().broken()));
  }
}
