package io.fanfare.broker;

import io.fanfare.functions.FunctionStatistics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics of all functions together. */
final class FunctionMetrics implements MultiCollector {

  private final Supplier<FunctionStatistics> functions;

  /** The metrics of what {@code functions} have done. */
  FunctionMetrics(Supplier<FunctionStatistics> functions) {
    this.functions = functions;
  }

  @Override
  public MetricSnapshots collect() {
    FunctionStatistics now = functions.get();
    return new MetricSnapshots(
        Stream.of(ofInvocations(now), ofMessages(now), ofEvents(now))
            .flatMap(List::stream)
            .toList());
  }

  private static List<MetricSnapshot> ofInvocations(FunctionStatistics now) {
    return List.of(
        Samples.single("functions_invocations_succeeded", "Invocations that succeeded", now)
            .counter(FunctionStatistics::succeeded),
        Samples.single(
                "functions_invocations_errors", "Invocations in which the function threw", now)
            .counter(FunctionStatistics::functionErrors),
        Samples.single(
                "functions_invocations_throttled",
                "Invocations that the function had no room for",
                now)
            .counter(FunctionStatistics::throttled),
        Samples.single(
                "functions_invocations_failed",
                "Invocations in which the function was not reached or gave no answer in time",
                now)
            .counter(FunctionStatistics::failed));
  }

  private static List<MetricSnapshot> ofMessages(FunctionStatistics now) {
    return List.of(
        Samples.single(
                "functions_messages_handed_on",
                "Messages of queues that were deleted as a function took them",
                now)
            .counter(one -> one.messages().handedOn()),
        Samples.single(
                "functions_messages_failed",
                "Messages of queues that were left to come back, as their function failed",
                now)
            .counter(one -> one.messages().failed()),
        Samples.single(
                "functions_messages_filtered_out",
                "Messages of queues that were deleted as no filter wants them",
                now)
            .counter(one -> one.messages().filtered()));
  }

  private static List<MetricSnapshot> ofEvents(FunctionStatistics now) {
    return List.of(
        Samples.single(
                "functions_events_dead_lettered",
                "Events of topics that went to the dead-letter queue of their function",
                now)
            .counter(one -> one.events().deadLettered()),
        Samples.single(
                "functions_events_lost", "Events of topics that their function did not take", now)
            .counter(one -> one.events().lost()));
  }
}
