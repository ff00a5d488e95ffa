package io.fanfare.queues.model;

import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends up to ten messages; each succeeds or fails by itself. */
public record SendMessageBatch(String queueUrl, List<Entry> entries) {

  public SendMessageBatch {
    queueUrl = Required.text("QueueUrl", queueUrl);
    entries = Required.list("Entries", entries);
  }

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

  public record Result(List<ResultEntry> successful, List<BatchResultErrorEntry> failed) {

    public Result {
      successful = List.copyOf(successful);
      failed = List.copyOf(failed);
    }
  }

  public record ResultEntry(
      String id,
      String messageId,
      String md5OfMessageBody,
      @Nullable String md5OfMessageAttributes,
      @Nullable String md5OfMessageSystemAttributes,
      @Nullable String sequenceNumber) {}
}
