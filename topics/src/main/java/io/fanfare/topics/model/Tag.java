package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** A label of a topic. */
public record Tag(@Nullable String key, @Nullable String value) {}
