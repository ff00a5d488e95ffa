package io.fanfare.functions.model;

import io.fanfare.core.AlwaysPresent;
import io.fanfare.core.Lists;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tags of a mapping.
 *
 * @param resource the ARN of the mapping
 * @see "Lambda API Reference, ListTags"
 */
public record ListTags(@Nullable String resource) {

  /**
   * The tags.
   *
   * @param tags by their keys; may be empty
   */
  public record Result(@AlwaysPresent Map<String, String> tags) {

    public Result {
      tags = Lists.orEmpty(tags);
    }
  }
}
