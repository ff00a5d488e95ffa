package io.fanfare.queues.rows;

import io.fanfare.core.Key;
import io.fanfare.core.Step;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a queue keeps of a message beside its content.
 *
 * @param id the MessageId
 * @param sequence the message's number in its queue, rising in the order of sending
 * @param sentAt when it was sent, in milliseconds since 1970
 * @param enqueuedAt when it came to its place in this queue. It is {@code sentAt} but for a message
 *     that another queue gave up, or that went to the back. Retention counts from here in a FIFO
 *     queue, and from {@code sentAt} in others
 * @param group the {@link GroupKey} of its MessageGroupId; 0 if it has none
 * @param content where its content stands
 * @param receiveCount how often it was received
 * @param firstReceivedAt when it was received first; 0 before
 * @param lastReceivedAt when it was received last; 0 before
 * @param source the ARN of the queue that gave it up, if this is a dead-letter queue
 */
public record Entry(
    UUID id,
    long sequence,
    long sentAt,
    long enqueuedAt,
    long group,
    ContentRef content,
    int receiveCount,
    long firstReceivedAt,
    long lastReceivedAt,
    @Nullable String source) {

  /** A message that was just sent. */
  public static Entry sent(UUID id, long sequence, long now, long group, ContentRef content) {
    return new Entry(id, sequence, now, now, group, content, 0, 0, 0, null);
  }

  /** This message, received once more. */
  public Entry received(long now) {
    return new Entry(
        id,
        sequence,
        sentAt,
        enqueuedAt,
        group,
        content,
        receiveCount + 1,
        receiveCount == 0 ? now : firstReceivedAt,
        now,
        source);
  }

  /** This message as if its last receive had not been. */
  public Entry unreceived() {
    return new Entry(
        id,
        sequence,
        sentAt,
        enqueuedAt,
        group,
        content,
        receiveCount - 1,
        receiveCount == 1 ? 0 : firstReceivedAt,
        receiveCount == 1 ? 0 : lastReceivedAt,
        source);
  }

  /** This message as {@code newContent} refers to the same content. */
  public Entry with(ContentRef newContent) {
    return new Entry(
        id,
        sequence,
        sentAt,
        enqueuedAt,
        group,
        newContent,
        receiveCount,
        firstReceivedAt,
        lastReceivedAt,
        source);
  }

  /**
   * This message as the queue {@code arn} gives it up, under its number in the next queue.
   *
   * @param enqueuedAgain when it comes to the next queue
   */
  public Entry givenUpBy(String arn, long newSequence, long enqueuedAgain) {
    return new Entry(
        id,
        newSequence,
        sentAt,
        enqueuedAgain,
        group,
        content,
        receiveCount,
        firstReceivedAt,
        lastReceivedAt,
        arn);
  }

  /** This message as a new one: never received, sent now, and given up by no queue. */
  public Entry resent(Step step) {
    long now = step.now();
    return new Entry(
        step.randomUuid(), step.nextSequence(), now, now, group, content, 0, 0, 0, null);
  }

  /** This message at a place behind all that were sent by {@code now}. */
  public Entry behind(long now) {
    return new Entry(
        id,
        sequence,
        sentAt,
        now + 1,
        group,
        content,
        receiveCount,
        firstReceivedAt,
        lastReceivedAt,
        source);
  }

  /** Since when its age counts: from the move if a queue gave it up. */
  public long agingSince() {
    return source == null ? sentAt : enqueuedAt;
  }

  /** Whether this message of a standard queue stands elsewhere than when it was sent. */
  public boolean isElsewhere() {
    return enqueuedAt != sentAt;
  }

  /** Where it would stand in a standard queue if it had never left its place. */
  public Key firstKey(long generation) {
    return new Key(generation, sentAt, sequence);
  }

  /** Where it stands among messages that can be received, and among those in flight. */
  public Key key(long generation) {
    return new Key(generation, enqueuedAt, sequence);
  }
}
