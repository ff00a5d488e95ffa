package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import java.util.List;

/**
 * What of a mapping AWS would count; kept, and not acted on.
 *
 * @param metrics {@code EventCount}, or nothing
 */
public record MetricsConfig(List<String> metrics) {

  public MetricsConfig {
    metrics = Lists.orEmpty(metrics);
  }
}
