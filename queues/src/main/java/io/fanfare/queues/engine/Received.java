package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is handed out or shown, without its content.
 *
 * @param id the MessageId
 * @param handle by which the receiver deletes it
 * @param content where its content stands
 * @param sentAt when it was sent
 * @param receiveCount how often it was received, this time included
 * @param firstReceivedAt when it was received first
 * @param source the ARN of the queue that gave it up, if this is a dead-letter queue
 */
public record Received(
    UUID id,
    ReceiptHandle handle,
    ContentRef content,
    long sentAt,
    int receiveCount,
    long firstReceivedAt,
    @Nullable String source) {

  /** The message of {@code entry} as the queue with the id {@code queue} has it. */
  static Received of(Entry entry, long queue, long generation, boolean fifo) {
    long known = fifo ? entry.enqueuedAt() : entry.sentAt();
    return new Received(
        entry.id(),
        new ReceiptHandle(queue, generation, known, entry.sequence(), entry.receiveCount()),
        entry.content(),
        entry.sentAt(),
        entry.receiveCount(),
        entry.firstReceivedAt(),
        entry.source());
  }
}
