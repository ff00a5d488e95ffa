package io.fanfare.topics.engine;

import io.fanfare.core.SequenceNumber;
import java.util.UUID;

/** What a publisher to a FIFO topic is told: of a duplicate the same as of the original. */
public record Receipt(String messageId, String sequenceNumber) {

  static Receipt of(UUID id, long sequence) {
    return new Receipt(id.toString(), SequenceNumber.of(sequence));
  }
}
