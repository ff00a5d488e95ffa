package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps a queue to a function, which is invoked with the queue's messages from then on.
 *
 * @param eventSourceArn the ARN of the queue
 * @param functionName as {@link MappingSettings#functionName}
 * @param enabled as {@link MappingSettings#enabled}
 * @param batchSize as {@link MappingSettings#batchSize}
 * @param maximumBatchingWindowInSeconds as {@link MappingSettings#maximumBatchingWindowInSeconds}
 * @param functionResponseTypes as {@link MappingSettings#functionResponseTypes}
 * @param scalingConfig as {@link MappingSettings#scalingConfig}
 * @param filterCriteria as {@link MappingSettings#filterCriteria}
 * @param kmsKeyArn as {@link MappingSettings#kmsKeyArn}
 * @param metricsConfig as {@link MappingSettings#metricsConfig}
 * @param provisionedPollerConfig as {@link MappingSettings#provisionedPollerConfig}
 * @param tags at most {@link Limits#TAGS}
 * @param otherMembers as {@link MappingSettings#otherMembers}
 * @see "Lambda API Reference, CreateEventSourceMapping"
 */
public record CreateEventSourceMapping(
    @Nullable String eventSourceArn,
    @Nullable String functionName,
    @Nullable Boolean enabled,
    @Nullable Integer batchSize,
    @Nullable Integer maximumBatchingWindowInSeconds,
    @Nullable List<String> functionResponseTypes,
    @Nullable ScalingConfig scalingConfig,
    @Nullable FilterCriteria filterCriteria,
    @WireName("KMSKeyArn") @Nullable String kmsKeyArn,
    @Nullable MetricsConfig metricsConfig,
    @Nullable ProvisionedPollerConfig provisionedPollerConfig,
    Map<String, String> tags,
    @WireName("*") List<String> otherMembers)
    implements MappingSettings {

  public CreateEventSourceMapping {
    functionResponseTypes =
        functionResponseTypes == null ? null : List.copyOf(functionResponseTypes);
    tags = Lists.orEmpty(tags);
    otherMembers = Lists.orEmpty(otherMembers);
  }

  /** A mapping with the defaults, in batches of up to ten. */
  public CreateEventSourceMapping(String eventSourceArn, String functionName) {
    this(
        eventSourceArn,
        functionName,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        List.of());
  }
}
