package io.fanfare.broker;

import io.fanfare.http.tls.TlsStatistics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of TLS, of a broker that listens over it. */
final class TlsMetrics implements MultiCollector {

  private final Supplier<Optional<TlsStatistics>> tls;

  TlsMetrics(Supplier<Optional<TlsStatistics>> tls) {
    this.tls = tls;
  }

  @Override
  public MetricSnapshots collect() {
    return tls.get().map(TlsMetrics::snapshots).orElseGet(MetricSnapshots::of);
  }

  private static MetricSnapshots snapshots(TlsStatistics now) {
    return MetricSnapshots.of(
        Samples.single(
                "tls_certificate_end_seconds",
                "When the certificate is valid no more, in seconds since 1970",
                now)
            .gauge(tls -> tls.ends().getEpochSecond()),
        Samples.single(
                "tls_handshake_failures", "Connections that did not come to an agreement", now)
            .counter(TlsStatistics::handshakeFailures),
        Samples.single(
                "tls_reloads", "Times the certificate was read again, and taken into use", now)
            .counter(TlsStatistics::reloads),
        Samples.single("tls_reload_failures", "Times it was read again, and could not be used", now)
            .counter(TlsStatistics::reloadFailures));
  }
}
