package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends up to ten messages; each succeeds or fails by itself.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param entries 1 to {@link Limits#BATCH_ENTRIES}, of which each succeeds or fails by itself;
 *     together they have at most {@link Limits#MESSAGE_BYTES}, or all are refused with {@code
 *     BatchRequestTooLong}
 * @see "SQS API Reference, SendMessageBatch"
 */
public record SendMessageBatch(String queueUrl, List<Entry> entries) {

  public SendMessageBatch {
    queueUrl = QueueName.requiredUrl(queueUrl);
    entries = Required.list("Entries", entries);
  }

  /**
   * One message; its members mean what those of {@link SendMessage} do.
   *
   * @param id 1 to 80 of {@code A-Za-z0-9_-}, no other entry's; the answer names the entry by it
   * @param messageBody as in {@link SendMessage}; required
   * @param delaySeconds seconds, as in {@link SendMessage}
   * @param messageAttributes as in {@link SendMessage}
   * @param messageSystemAttributes as in {@link SendMessage}
   * @param messageDeduplicationId as in {@link SendMessage}
   * @param messageGroupId as in {@link SendMessage}
   */
  public record Entry(
      @Nullable String id,
      @Nullable String messageBody,
      @Nullable Integer delaySeconds,
      Map<String, MessageAttribute> messageAttributes,
      Map<String, MessageAttribute> messageSystemAttributes,
      @Nullable String messageDeduplicationId,
      @Nullable String messageGroupId) {

    public Entry {
      messageAttributes = Lists.orEmpty(messageAttributes);
      messageSystemAttributes = Lists.orEmpty(messageSystemAttributes);
    }

    /** A message of just a body. */
    public Entry(String id, String messageBody) {
      this(id, messageBody, null, Map.of(), Map.of(), null, null);
    }
  }

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
   * A message that was taken in.
   *
   * @param id as the entry had it
   * @param messageId a UUID
   * @param md5OfMessageBody 32 hexadecimal digits in lower case
   * @param md5OfMessageAttributes as AWS counts it; absent if there are none
   * @param md5OfMessageSystemAttributes as AWS counts it; absent if there are none
   * @param sequenceNumber 20 digits, rising in the queue; FIFO queues only
   */
  public record ResultEntry(
      String id,
      String messageId,
      String md5OfMessageBody,
      @Nullable String md5OfMessageAttributes,
      @Nullable String md5OfMessageSystemAttributes,
      @Nullable String sequenceNumber) {}
}
