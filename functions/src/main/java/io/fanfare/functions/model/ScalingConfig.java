package io.fanfare.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * How many invocations of a mapping may be under way.
 *
 * @param maximumConcurrency 2 to 1,000; if absent, the mapping sets no number
 */
public record ScalingConfig(@Nullable Integer maximumConcurrency) {}
