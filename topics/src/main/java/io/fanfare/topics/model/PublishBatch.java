package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes up to ten messages to a topic.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param publishBatchRequestEntries required; 1 to {@link Limits#BATCH_ENTRIES}, together at most
 *     {@link Limits#MESSAGE_BYTES} or what the topic allows one message, if that is more
 * @see "SNS API Reference, PublishBatch"
 */
public record PublishBatch(String topicArn, List<Entry> publishBatchRequestEntries) {

  public PublishBatch {
    topicArn = TopicArn.check("TopicArn", topicArn);
    publishBatchRequestEntries =
        List.copyOf(RequiredMember.of("publishBatchRequestEntries", publishBatchRequestEntries));
  }

  /**
   * One message; its members mean what those of {@link Publish} do.
   *
   * @param id 1 to {@link Limits#BATCH_ENTRY_ID_LENGTH} of {@code A-Za-z0-9_-}, no other entry's
   * @param message as in {@link Publish}; required. An empty one is refused alone, and any other
   *     fault of an entry refuses all of them
   * @param subject as in {@link Publish}
   * @param messageStructure as in {@link Publish}
   * @param messageAttributes as in {@link Publish}
   * @param messageDeduplicationId as in {@link Publish}
   * @param messageGroupId as in {@link Publish}
   */
  public record Entry(
      @Nullable String id,
      @Nullable String message,
      @Nullable String subject,
      @Nullable String messageStructure,
      Map<String, MessageAttribute> messageAttributes,
      @Nullable String messageDeduplicationId,
      @Nullable String messageGroupId) {

    public Entry {
      messageAttributes = Lists.orEmpty(messageAttributes);
    }
  }

  /**
   * What became of each entry.
   *
   * @param successful the entries that succeeded, in the order of the request
   * @param failed the entries that were refused, in the order of the request
   */
  public record Result(List<ResultEntry> successful, List<ErrorEntry> failed) {

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
   * @param sequenceNumber 20 digits, rising in the topic; FIFO topics only
   */
  public record ResultEntry(String id, String messageId, @Nullable String sequenceNumber) {}

  /**
   * The refusal of one entry.
   *
   * @param id as the entry had it
   * @param code an error code, such as {@code InvalidParameter}
   * @param message the refusal as Publish words it
   * @param senderFault whether the request has to change: false only for faults of the broker
   */
  public record ErrorEntry(String id, String code, @Nullable String message, boolean senderFault) {}
}
