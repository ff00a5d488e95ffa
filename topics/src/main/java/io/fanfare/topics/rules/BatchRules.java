package io.fanfare.topics.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a batch may consist of: an entry that may not be published refuses all of them, but for one
 * whose message is empty, which is refused alone.
 */
public final class BatchRules {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]*");

  private BatchRules() {}

  /** The refusal that {@code entry} alone gets, while others are published. */
  public static Optional<BrokerException> refusalOf(PublishBatch.Entry entry) {
    return "".equals(entry.message()) ? Optional.of(PublishRules.emptyMessage()) : Optional.empty();
  }

  /**
   * What {@code request} publishes to {@code topic}: the entries without a refusal of their own.
   */
  public static List<Publication> check(PublishBatch request, TopicRecord topic) {
    List<PublishBatch.Entry> entries = request.publishBatchRequestEntries();
    checkEntries(entries);
    List<Publication> publications = new ArrayList<>(entries.size());
    long size = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (refusalOf(entries.get(i)).isPresent()) {
        continue;
      }
      String path = "publishBatchRequestEntries." + (i + 1) + ".member.";
      Publication publication =
          PublishRules.check(single(request.topicArn(), entries.get(i)), path, topic);
      publications.add(publication);
      size += publication.size();
    }
    if (size > Math.max(topic.maximumMessageSize(), Limits.MESSAGE_BYTES)) {
      throw TopicError.BATCH_REQUEST_TOO_LONG.refuse(
          "The length of all the messages put together is more than the limit.");
    }
    return publications;
  }

  private static void checkEntries(List<PublishBatch.Entry> entries) {
    if (entries.isEmpty()) {
      throw TopicError.EMPTY_BATCH_REQUEST.refuse("The batch request doesn't contain any entries.");
    }
    if (entries.size() > Limits.BATCH_ENTRIES) {
      throw TopicError.TOO_MANY_ENTRIES_IN_BATCH_REQUEST.refuse(
          "The batch request contains more entries than permissible.");
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      String id = entries.get(i).id();
      if (id == null) {
        throw Refusals.missing("publishBatchRequestEntries." + (i + 1) + ".member.id");
      }
      if (!ids.add(id)) {
        throw TopicError.BATCH_ENTRY_IDS_NOT_DISTINCT.refuse(
            "Two or more batch entries in the request have the same Id.");
      }
    }
    ids.forEach(BatchRules::checkId);
  }

  private static void checkId(String id) {
    if (id.isEmpty() || !ID.matcher(id).matches()) {
      throw TopicError.INVALID_BATCH_ENTRY_ID.refuse(
          "The Id of a batch entry in the batch request contains an impermissible character: %s",
          id);
    }
    if (id.length() > Limits.BATCH_ENTRY_ID_LENGTH) {
      throw TopicError.INVALID_BATCH_ENTRY_ID.refuse(
          "The Id of a batch entry in the batch request is too long: %s", id);
    }
  }

  private static Publish single(String topicArn, PublishBatch.Entry entry) {
    return new Publish(
        topicArn,
        null,
        null,
        entry.message(),
        entry.subject(),
        entry.messageStructure(),
        entry.messageAttributes(),
        entry.messageDeduplicationId(),
        entry.messageGroupId());
  }
}
