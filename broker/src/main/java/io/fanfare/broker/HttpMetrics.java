package io.fanfare.broker;

import io.fanfare.http.HttpStatistics;
import io.fanfare.http.action.ActionStatistics;
import io.fanfare.http.action.RequestOutcome;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of the wire: what was asked for, what came of it, and who is connected. */
final class HttpMetrics implements MultiCollector {

  private final Supplier<HttpStatistics> http;

  HttpMetrics(Supplier<HttpStatistics> http) {
    this.http = http;
  }

  @Override
  public MetricSnapshots collect() {
    HttpStatistics now = http.get();
    return MetricSnapshots.of(
        new Samples<>(
                "requests",
                "Requests by what came of them: ok, refused (4xx), failed (5xx), gone (the client"
                    + " left before it was answered)",
                ended(now.actions()),
                Ended::labels)
            .counter(Ended::requests),
        new Samples<>(
                "request_duration_seconds",
                "Time from the head of a request until its answer is handed to the connection;"
                    + " of a ReceiveMessage with its waiting for messages",
                now.actions(),
                HttpMetrics::labels)
            .histogram(HttpMetrics::buckets, ActionStatistics::seconds),
        new Samples<>(
                "refusals",
                "Requests and connections turned away by a limit",
                List.copyOf(now.refusals().entrySet()),
                refusal -> Labels.of("limit", refusal.getKey().label()))
            .counter(Map.Entry::getValue),
        new Samples<>(
                "authentication_failures",
                "Requests that did not prove who made them, where that is asked for",
                List.copyOf(now.unproven().entrySet()),
                failure -> Labels.of("reason", failure.getKey().label()))
            .counter(Map.Entry::getValue),
        Samples.single(
                "event_loop_delay_seconds",
                "How late event loops do what is due, looked at fifty times a second",
                now.delays())
            .histogram(HttpMetrics::buckets, HttpStatistics.Delays::seconds),
        Samples.single("connections", "Open connections", now).gauge(HttpStatistics::connections),
        Samples.single("connections_opened", "Connections that were opened", now)
            .counter(HttpStatistics::connectionsOpened));
  }

  /** How many requests of an action have ended how. */
  private record Ended(ActionStatistics action, RequestOutcome outcome, long requests) {
    Labels labels() {
      return HttpMetrics.labels(action).add("outcome", outcome.label());
    }
  }

  private static List<Ended> ended(List<ActionStatistics> actions) {
    return actions.stream()
        .flatMap(
            action ->
                action.outcomes().entrySet().stream()
                    .map(ended -> new Ended(action, ended.getKey(), ended.getValue())))
        .toList();
  }

  private static List<Samples.Bucket> buckets(ActionStatistics action) {
    return action.buckets().stream()
        .map(bucket -> new Samples.Bucket(bucket.upToSeconds(), bucket.requests()))
        .toList();
  }

  private static List<Samples.Bucket> buckets(HttpStatistics.Delays delays) {
    return delays.looks().stream()
        .map(delay -> new Samples.Bucket(delay.upToSeconds(), delay.looks()))
        .toList();
  }

  private static Labels labels(ActionStatistics action) {
    return Labels.of(
        "service", action.action().service().toLowerCase(Locale.ROOT),
        "action", action.action().name());
  }
}
