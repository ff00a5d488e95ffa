package io.fanfare.topics.engine;

import io.fanfare.topics.notification.Publication;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message on its way through a standard topic, which does not know it again. */
record StandardMessage(UUID id, long at, Publication publication, String endpoint)
    implements TopicMessage {

  @Override
  public @Nullable String sequenceNumber() {
    return null;
  }
}
