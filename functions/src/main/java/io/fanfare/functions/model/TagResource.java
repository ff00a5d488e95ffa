package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds tags to a mapping, or gives them other values.
 *
 * @param resource the ARN of the mapping
 * @param tags by their keys; at most {@link Limits#TAGS} in all
 * @see "Lambda API Reference, TagResource"
 */
public record TagResource(@Nullable String resource, Map<String, String> tags) {

  public TagResource {
    tags = Lists.orEmpty(tags);
  }
}
