package io.fanfare.functions.model;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of its queue a mapping hands on; others are deleted.
 *
 * @param filters of which a message must meet one; if empty, every message is handed on
 */
public record FilterCriteria(List<Filter> filters) {

  public FilterCriteria {
    filters = Lists.orEmpty(filters);
  }

  /**
   * One of the filters.
   *
   * @param pattern in EventBridge's language, up to 4,096 characters
   */
  public record Filter(@Nullable String pattern) {}
}
