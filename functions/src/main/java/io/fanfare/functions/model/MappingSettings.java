package io.fanfare.functions.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request sets of a mapping; what is absent keeps its value, or has its default. */
public interface MappingSettings {

  /** The function, in one of the forms of {@link FunctionName}. */
  @Nullable String functionName();

  /** Whether the queue is polled; true by default. */
  @Nullable Boolean enabled();

  /** How many messages a batch has at the most; 1 to 10,000, 10 by default. */
  @Nullable Integer batchSize();

  /** For how many seconds a batch is gathered; 0 to 300, 0 by default. */
  @Nullable Integer maximumBatchingWindowInSeconds();

  /** {@code ReportBatchItemFailures}, or none, which is the default. */
  @Nullable List<String> functionResponseTypes();

  /** How many invocations may be under way; an empty one removes the number. */
  @Nullable ScalingConfig scalingConfig();

  /** Which messages are handed on; an empty one removes all filters. */
  @Nullable FilterCriteria filterCriteria();

  /** The key that the filters are said to be encrypted with; an empty one removes it. */
  @Nullable String kmsKeyArn();

  /** What AWS would count. */
  @Nullable MetricsConfig metricsConfig();

  /** The pollers that the mapping has for itself; an empty one removes them. */
  @Nullable ProvisionedPollerConfig provisionedPollerConfig();

  /** The names of the other members that were given. */
  List<String> otherMembers();
}
