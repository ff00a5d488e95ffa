package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a mapping, from its next batch on.
 *
 * @param uuid which mapping
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
 * @param otherMembers as {@link MappingSettings#otherMembers}
 * @see "Lambda API Reference, UpdateEventSourceMapping"
 */
public record UpdateEventSourceMapping(
    @WireName("UUID") @Nullable String uuid,
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
    @WireName("*") List<String> otherMembers)
    implements MappingSettings {

  public UpdateEventSourceMapping {
    functionResponseTypes =
        functionResponseTypes == null ? null : List.copyOf(functionResponseTypes);
    otherMembers = Lists.orEmpty(otherMembers);
  }

  /** Begins or ends the polling of a mapping's queue. */
  public UpdateEventSourceMapping(String uuid, boolean enabled) {
    this(uuid, null, enabled, null, null, null, null, null, null, null, null, List.of());
  }
}
