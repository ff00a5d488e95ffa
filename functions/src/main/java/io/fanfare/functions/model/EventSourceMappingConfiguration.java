package io.fanfare.functions.model;

import io.fanfare.core.AlwaysPresent;
import io.fanfare.core.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as AWS shows it.
 *
 * @param uuid its id, in lower case
 * @param eventSourceMappingArn its ARN
 * @param eventSourceArn the ARN of its queue
 * @param functionArn the ARN of its function, with the qualifier if one was given
 * @param batchSize how many messages a batch has at the most
 * @param maximumBatchingWindowInSeconds for how many seconds a batch is gathered
 * @param functionResponseTypes {@code ReportBatchItemFailures}, or none
 * @param filterCriteria its filters; absent if it has none
 * @param kmsKeyArn the key that its filters are said to be encrypted with
 * @param scalingConfig how many invocations may be under way; absent if it does not say
 * @param metricsConfig what AWS would count
 * @param provisionedPollerConfig the pollers that it has for itself
 * @param lastModified when it was changed last
 * @param state {@code Enabled} or {@code Disabled}, or on the way to one of them
 * @param stateTransitionReason {@code USER_INITIATED}
 */
public record EventSourceMappingConfiguration(
    @WireName("UUID") String uuid,
    String eventSourceMappingArn,
    String eventSourceArn,
    String functionArn,
    int batchSize,
    int maximumBatchingWindowInSeconds,
    @AlwaysPresent List<String> functionResponseTypes,
    @Nullable FilterCriteria filterCriteria,
    @WireName("KMSKeyArn") @Nullable String kmsKeyArn,
    @Nullable ScalingConfig scalingConfig,
    @Nullable MetricsConfig metricsConfig,
    @Nullable ProvisionedPollerConfig provisionedPollerConfig,
    Instant lastModified,
    String state,
    String stateTransitionReason) {

  public EventSourceMappingConfiguration {
    functionResponseTypes = List.copyOf(functionResponseTypes);
  }
}
