package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.BATCH_ENTRY_IDS_NOT_DISTINCT;
import static io.fanfare.queues.model.QueueError.BATCH_REQUEST_TOO_LONG;
import static io.fanfare.queues.model.QueueError.EMPTY_BATCH_REQUEST;
import static io.fanfare.queues.model.QueueError.INVALID_BATCH_ENTRY_ID;
import static io.fanfare.queues.model.QueueError.TOO_MANY_ENTRIES_IN_BATCH_REQUEST;

import io.fanfare.core.Required;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.SendMessageBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What refuses a batch as a whole, in the order in which AWS looks. */
public final class BatchRules {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private BatchRules() {}

  /** Refuses a batch whose entries, called {@code entry} in refusals, do not have these ids. */
  public static void check(String entry, List<@Nullable String> ids) {
    if (ids.isEmpty()) {
      throw EMPTY_BATCH_REQUEST.refuse("There should be at least one %s in the request.", entry);
    }
    if (ids.size() > Limits.BATCH_ENTRIES) {
      throw TOO_MANY_ENTRIES_IN_BATCH_REQUEST.refuse(
          "Maximum number of entries per request are %d. You have sent %d.",
          Limits.BATCH_ENTRIES, ids.size());
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null) {
        throw Required.missing(member(entry, i, "Id"));
      }
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (id == null || !ID.matcher(id).matches()) {
        throw INVALID_BATCH_ENTRY_ID.refuse(
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
                + " can be at most 80 letters long.");
      }
      if (!seen.add(id)) {
        throw BATCH_ENTRY_IDS_NOT_DISTINCT.refuse("Id %s repeated.", id);
      }
    }
  }

  /**
   * Refuses a batch of messages that is too long in all, or that has one without a body or without
   * what a queue of these settings must know of each.
   */
  public static void checkMessages(
      String entry, List<SendMessageBatch.Entry> entries, QueueSettings settings) {
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      String body = entries.get(i).messageBody();
      if (body == null || body.isEmpty()) {
        throw Required.missing(member(entry, i, "MessageBody"));
      }
      bytes += MessageRules.size(body, entries.get(i).messageAttributes());
    }
    if (bytes > Limits.MESSAGE_BYTES) {
      throw BATCH_REQUEST_TOO_LONG.refuse(
          "Batch requests cannot be longer than %d bytes. You have sent %d bytes.",
          Limits.MESSAGE_BYTES, bytes);
    }
    settings.fifo().ifPresent(fifo -> checkFifo(entries, fifo));
  }

  private static void checkFifo(List<SendMessageBatch.Entry> entries, QueueSettings.Fifo fifo) {
    if (entries.stream().anyMatch(entry -> entry.messageGroupId() == null)) {
      // A single message without it is refused in the same words, but as MissingParameter.
      throw INVALID_PARAMETER_VALUE.refuse(Required.missing("MessageGroupId").sentence());
    }
    if (!fifo.byContent()
        && entries.stream().anyMatch(entry -> entry.messageDeduplicationId() == null)) {
      throw MessageRules.withoutDeduplicationId();
    }
  }

  /** How AWS names a member of the entry at {@code index}. */
  public static String member(String entry, int index, String member) {
    return String.format(Locale.ROOT, "%s.%d.%s", entry, index + 1, member);
  }
}
