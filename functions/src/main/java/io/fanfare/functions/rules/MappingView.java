package io.fanfare.functions.rules;

import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.functions.model.MappingState;
import io.fanfare.functions.model.MetricsConfig;
import io.fanfare.functions.model.ProvisionedPollerConfig;
import io.fanfare.functions.model.ScalingConfig;
import io.fanfare.functions.rows.MappingRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What AWS shows of a mapping. */
public final class MappingView {

  private static final String REASON = "USER_INITIATED";

  private MappingView() {}

  /** {@code mapping}, as who asks for it alone sees it. */
  public static EventSourceMappingConfiguration of(MappingRecord mapping, MappingState state) {
    return view(mapping, state, filters(mapping.definition()));
  }

  /** {@code mapping}, as it stands in lists, where filters with a key are not shown. */
  public static EventSourceMappingConfiguration listed(MappingRecord mapping) {
    MappingDefinition definition = mapping.definition();
    return view(
        mapping,
        MappingState.of(definition.enabled()),
        definition.kmsKeyArn().isEmpty() ? filters(definition) : null);
  }

  private static EventSourceMappingConfiguration view(
      MappingRecord mapping, MappingState state, @Nullable FilterCriteria filters) {
    MappingDefinition definition = mapping.definition();
    MappingDefinition.Batch batch = definition.batch();
    MappingDefinition.Concurrency concurrency = definition.concurrency();
    return new EventSourceMappingConfiguration(
        mapping.uuid(),
        mapping.arn().toString(),
        mapping.queue().toString(),
        definition.functionArn(),
        batch.size(),
        batch.windowSeconds(),
        batch.reportsFailures() ? List.of("ReportBatchItemFailures") : List.of(),
        filters,
        definition.kmsKeyArn().isEmpty() ? null : definition.kmsKeyArn(),
        concurrency.maximum() == 0 ? null : new ScalingConfig(concurrency.maximum()),
        definition.metrics().isEmpty() ? null : new MetricsConfig(definition.metrics()),
        concurrency.minimumPollers() == 0
            ? null
            : new ProvisionedPollerConfig(
                concurrency.minimumPollers(), concurrency.maximumPollers()),
        Instant.ofEpochMilli(mapping.modifiedAt()),
        state.toString(),
        REASON);
  }

  private static @Nullable FilterCriteria filters(MappingDefinition definition) {
    return definition.filters().isEmpty()
        ? null
        : new FilterCriteria(
            definition.filters().stream().map(FilterCriteria.Filter::new).toList());
  }
}
