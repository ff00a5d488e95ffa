package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a queue keeps of a message beside its content.
 *
 * @param id the MessageId
 * @param sequence the message's number in its queue, rising in the order of sending
 * @param sentAt when it was sent, in milliseconds since 1970; retention counts from here
 * @param body where its content stands in {@link QueueTables#BODIES}
 * @param receiveCount how often it was received
 * @param firstReceivedAt when it was received first; 0 before
 * @param lastReceivedAt when it was received last; 0 before
 * @param source the ARN of the queue that gave it up, if this is a dead-letter queue
 */
record Entry(
    UUID id,
    long sequence,
    long sentAt,
    long body,
    int receiveCount,
    long firstReceivedAt,
    long lastReceivedAt,
    @Nullable String source) {

  /** This message, received once more. */
  Entry received(long now) {
    return new Entry(
        id,
        sequence,
        sentAt,
        body,
        receiveCount + 1,
        receiveCount == 0 ? now : firstReceivedAt,
        now,
        source);
  }

  /** This message as the queue {@code arn} gives it up, under its number in the next queue. */
  Entry givenUpBy(String arn, long newSequence) {
    return new Entry(
        id, newSequence, sentAt, body, receiveCount, firstReceivedAt, lastReceivedAt, arn);
  }

  /** Where it stands among messages that can be received, and among those in flight. */
  Key key(long generation) {
    return new Key(generation, sentAt, sequence);
  }
}
