package io.fanfare.queues.rules;

import static io.fanfare.queues.model.QueueAttribute.CONTENT_BASED_DEDUPLICATION;
import static io.fanfare.queues.model.QueueAttribute.DEDUPLICATION_SCOPE_IN_USE;
import static io.fanfare.queues.model.QueueAttribute.DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.FIFO_QUEUE;
import static io.fanfare.queues.model.QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.KMS_MASTER_KEY_ID;
import static io.fanfare.queues.model.QueueAttribute.MAXIMUM_MESSAGE_SIZE;
import static io.fanfare.queues.model.QueueAttribute.MESSAGE_RETENTION_PERIOD;
import static io.fanfare.queues.model.QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.REDRIVE_POLICY;
import static io.fanfare.queues.model.QueueAttribute.SQS_MANAGED_SSE_ENABLED;
import static io.fanfare.queues.model.QueueAttribute.VISIBILITY_TIMEOUT;

import io.fanfare.core.Attributes;
import io.fanfare.core.Key;
import io.fanfare.queues.model.RedrivePolicy;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.seal.Sealing;
import java.util.Optional;

/**
 * The attributes of a queue that its rules read at every step, ready for use.
 *
 * @param delayMillis how long a message is delayed that says nothing itself
 * @param visibilityMillis how long a received message is hidden if the receiver says nothing
 * @param retentionMillis how long a message is kept from the time it was sent
 * @param waitMillis how long a receive waits that says nothing itself
 * @param maximumMessageBytes how large a message may be
 * @param redrive when messages are given up, if ever
 * @param maximumDelaySeconds how long a message may be delayed
 * @param sealing how its messages are sealed, if there is a key file
 * @param backoff for how long a message is hidden beyond that
 * @param fifo how a FIFO queue tells duplicates; absent if this is a standard queue
 */
public record QueueSettings(
    long delayMillis,
    long visibilityMillis,
    long retentionMillis,
    long waitMillis,
    int maximumMessageBytes,
    Optional<RedrivePolicy> redrive,
    int maximumDelaySeconds,
    Sealing sealing,
    Backoff backoff,
    Optional<Fifo> fifo) {

  /**
   * How a FIFO queue tells duplicates.
   *
   * @param byContent whether a message without an id of its own is known again by its body
   * @param perGroup whether an id counts within its message group only, and not in the queue
   */
  public record Fifo(boolean byContent, boolean perGroup) {

    private static Optional<Fifo> of(Attributes attributes) {
      return attributes.find(FIFO_QUEUE).isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Fifo(
                  attributes.get(CONTENT_BASED_DEDUPLICATION),
                  attributes.get(DEDUPLICATION_SCOPE_IN_USE).equals("messageGroup")));
    }
  }

  /** Whether messages are handed out in the order of their groups. */
  public boolean isFifo() {
    return fifo.isPresent();
  }

  /**
   * When the delay of the message ends that stands at {@code row} of {@link QueueTables#DELAYED}: a
   * FIFO queue's delay also holds for the messages that wait.
   */
  public long endOfDelay(Key row) {
    return isFifo() ? row.order() + delayMillis : row.order();
  }

  /** When a message has been kept as long as it is to be. */
  public long expiry(Entry entry) {
    return (isFifo() ? entry.enqueuedAt() : entry.sentAt()) + retentionMillis;
  }

  private static Sealing sealing(Attributes attributes) {
    return new Sealing(
        attributes.find(KMS_MASTER_KEY_ID).filter(key -> !key.isEmpty()).orElse(null),
        attributes.get(SQS_MANAGED_SSE_ENABLED),
        attributes.get(KMS_DATA_KEY_REUSE_PERIOD_SECONDS) * 1_000L);
  }

  /** What {@code attributes} say. */
  public static QueueSettings of(Attributes attributes) {
    return new QueueSettings(
        attributes.get(DELAY_SECONDS) * 1_000L,
        attributes.get(VISIBILITY_TIMEOUT) * 1_000L,
        attributes.get(MESSAGE_RETENTION_PERIOD) * 1_000L,
        attributes.get(RECEIVE_MESSAGE_WAIT_TIME_SECONDS) * 1_000L,
        attributes.get(MAXIMUM_MESSAGE_SIZE),
        attributes.find(REDRIVE_POLICY).map(RedrivePolicies::parse),
        DelayRules.mostSeconds(attributes),
        sealing(attributes),
        Backoff.of(attributes),
        Fifo.of(attributes));
  }
}
