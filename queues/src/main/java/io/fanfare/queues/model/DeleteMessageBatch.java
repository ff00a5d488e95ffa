package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes up to ten messages; each succeeds or fails by itself. */
public record DeleteMessageBatch(String queueUrl, List<Entry> entries) {

  public DeleteMessageBatch {
    queueUrl = Required.text("QueueUrl", queueUrl);
    entries = Required.list("Entries", entries);
  }

  public record Entry(@Nullable String id, @Nullable String receiptHandle) {}

  public record Result(List<ResultEntry> successful, List<BatchResultErrorEntry> failed) {

    public Result {
      successful = List.copyOf(successful);
      failed = List.copyOf(failed);
    }
  }

  public record ResultEntry(String id) {}
}
