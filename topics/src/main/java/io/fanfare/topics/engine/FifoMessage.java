package io.fanfare.topics.engine;

import io.fanfare.core.SequenceNumber;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.topics.notification.Publication;
import java.util.UUID;

/**
 * A message on its way through a FIFO topic.
 *
 * @param key by which a duplicate is known
 * @param sequence its place in the topic
 * @param at when it was published, in milliseconds since 1970
 * @param publication what was published
 * @param endpoint how its publisher reaches the broker
 */
public record FifoMessage(
    DeduplicationKey key, UUID id, long sequence, long at, Publication publication, String endpoint)
    implements TopicMessage {

  @Override
  public String sequenceNumber() {
    return SequenceNumber.of(sequence);
  }
}
