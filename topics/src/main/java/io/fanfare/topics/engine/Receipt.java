package io.fanfare.topics.engine;

import io.fanfare.core.SequenceNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher is told: of a duplicate the same as of the original.
 *
 * @param sequenceNumber its number in a FIFO topic
 */
public record Receipt(String messageId, @Nullable String sequenceNumber) {

  static Receipt of(UUID id, long sequence) {
    return new Receipt(id.toString(), SequenceNumber.of(sequence));
  }
}
