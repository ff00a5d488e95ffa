package io.fanfare.broker;

import io.fanfare.http.stomp.StompStatistics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of STOMP sessions: who is connected, and what went to and fro. */
final class StompMetrics implements MultiCollector {

  private final Supplier<StompStatistics> stomp;

  StompMetrics(Supplier<StompStatistics> stomp) {
    this.stomp = stomp;
  }

  @Override
  public MetricSnapshots collect() {
    StompStatistics now = stomp.get();
    return MetricSnapshots.of(
        Samples.single("stomp_connections", "Open WebSockets", now)
            .gauge(StompStatistics::connections),
        Samples.single("stomp_sent", "Messages that were taken in by SEND", now)
            .counter(StompStatistics::sent),
        Samples.single("stomp_delivered", "Messages that were written as MESSAGE", now)
            .counter(StompStatistics::delivered),
        Samples.single("stomp_acknowledged", "ACK frames", now)
            .counter(StompStatistics::acknowledged),
        Samples.single("stomp_returned", "NACK frames", now).counter(StompStatistics::returned),
        new Samples<>(
                "stomp_errors",
                "ERROR frames by their code",
                List.copyOf(now.errors().entrySet()),
                error -> Labels.of("code", error.getKey()))
            .counter(Map.Entry::getValue));
  }
}
