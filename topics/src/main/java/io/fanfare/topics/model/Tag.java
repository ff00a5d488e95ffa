package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/**
 * A label of a topic.
 *
 * @param key 1 to {@link Limits#TAG_KEY_LENGTH} characters
 * @param value 0 to {@link Limits#TAG_VALUE_LENGTH} characters
 */
public record Tag(@Nullable String key, @Nullable String value) {}
