package io.fanfare.topics.engine;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been checked and may be published.
 *
 * @param text what a queue gets, after the choice of a message structure
 * @param size how many bytes the message counts with its attributes
 */
public record Publication(
    String text,
    @Nullable String subject,
    Map<String, MessageAttribute> attributes,
    @Nullable String groupId,
    int size) {

  public Publication {
    attributes = Lists.orEmpty(attributes);
  }
}
