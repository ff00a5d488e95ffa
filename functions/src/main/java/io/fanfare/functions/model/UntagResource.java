package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes tags from a mapping.
 *
 * @param resource the ARN of the mapping
 * @param tagKeys which; those that it does not have do not matter
 * @see "Lambda API Reference, UntagResource"
 */
public record UntagResource(@Nullable String resource, List<String> tagKeys) {

  public UntagResource {
    tagKeys = Lists.orEmpty(tagKeys);
  }
}
