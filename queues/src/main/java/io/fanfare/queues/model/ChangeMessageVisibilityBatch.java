package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the visibility of up to ten messages; each succeeds or fails by itself.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param entries 1 to {@link Limits#BATCH_ENTRIES}, of which each succeeds or fails by itself
 * @see "SQS API Reference, ChangeMessageVisibilityBatch"
 */
public record ChangeMessageVisibilityBatch(String queueUrl, List<Entry> entries) {

  public ChangeMessageVisibilityBatch {
    queueUrl = QueueName.requiredUrl(queueUrl);
    entries = Required.list("Entries", entries);
  }

  /**
   * The change of one message.
   *
   * @param id 1 to 80 of {@code A-Za-z0-9_-}, no other entry's; the answer names the entry by it
   * @param receiptHandle what a receive of the message answered with; {@code
   *     ReceiptHandleIsInvalid} if it is no handle of this queue
   * @param visibilityTimeout seconds from now, in {@link
   *     Limits#CHANGE_VISIBILITY_TIMEOUT_OF_ENTRY}; required
   */
  public record Entry(
      @Nullable String id, @Nullable String receiptHandle, @Nullable Integer visibilityTimeout) {}

  /**
   * What became of each entry.
   *
   * @param successful the entries that succeeded, in the order of the request
   * @param failed the entries that were refused, in the order of the request
   */
  public record Result(List<ResultEntry> successful, List<BatchResultErrorEntry> failed) {

    public Result {
      successful = List.copyOf(successful);
      failed = List.copyOf(failed);
    }
  }

  /**
   * A change that was made.
   *
   * @param id as the entry had it
   */
  public record ResultEntry(String id) {}
}
