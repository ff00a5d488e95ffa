package io.fanfare.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * The pollers that a mapping has for itself; here each stands for ten invocations at once.
 *
 * @param minimumPollers 2 to 200; 2 if only the other is given
 * @param maximumPollers 2 to 2,000; 200 if only the other is given
 */
public record ProvisionedPollerConfig(
    @Nullable Integer minimumPollers, @Nullable Integer maximumPollers) {}
