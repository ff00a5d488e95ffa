package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes up to ten messages to a topic. */
public record PublishBatch(String topicArn, List<Entry> publishBatchRequestEntries) {

  public PublishBatch {
    topicArn = TopicArn.check("TopicArn", topicArn);
    publishBatchRequestEntries = Lists.orEmpty(publishBatchRequestEntries);
  }

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

  public record Result(List<ResultEntry> successful, List<ErrorEntry> failed) {

    public Result {
      successful = List.copyOf(successful);
      failed = List.copyOf(failed);
    }
  }

  public record ResultEntry(String id, String messageId, @Nullable String sequenceNumber) {}

  public record ErrorEntry(String id, String code, @Nullable String message, boolean senderFault) {}
}
