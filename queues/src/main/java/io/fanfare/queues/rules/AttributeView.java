package io.fanfare.queues.rules;

import static io.fanfare.queues.model.QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES;
import static io.fanfare.queues.model.QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static io.fanfare.queues.model.QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static io.fanfare.queues.model.QueueAttribute.CREATED_TIMESTAMP;
import static io.fanfare.queues.model.QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.KMS_MASTER_KEY_ID;
import static io.fanfare.queues.model.QueueAttribute.LAST_MODIFIED_TIMESTAMP;
import static io.fanfare.queues.model.QueueAttribute.QUEUE_ARN;

import io.fanfare.core.Attribute;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.rows.QueueRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of a queue as GetQueueAttributes shows them. */
public final class AttributeView {

  private static final String ALL = "All";

  private AttributeView() {}

  /** The attributes called {@code names}, where they have a value. */
  public static Map<String, String> of(QueueRecord queue, QueueCounts counts, List<String> names) {
    names.forEach(AttributeView::check);
    boolean all = names.contains(ALL);
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attribute<?> attribute : QueueAttribute.all()) {
      if (all || names.contains(attribute.name())) {
        text(attribute, queue, counts).ifPresent(text -> shown.put(attribute.name(), text));
      }
    }
    return shown;
  }

  private static Optional<String> text(
      Attribute<?> attribute, QueueRecord queue, QueueCounts counts) {
    if (attribute == APPROXIMATE_NUMBER_OF_MESSAGES) {
      return Optional.of(Long.toString(counts.visible()));
    } else if (attribute == APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED) {
      return Optional.of(Long.toString(counts.delayed()));
    } else if (attribute == APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) {
      return Optional.of(Long.toString(counts.inFlight()));
    } else if (attribute == CREATED_TIMESTAMP) {
      return Optional.of(Long.toString(queue.createdAt() / 1_000));
    } else if (attribute == LAST_MODIFIED_TIMESTAMP) {
      return Optional.of(Long.toString(queue.modifiedAt() / 1_000));
    } else if (attribute == QUEUE_ARN) {
      return Optional.of(queue.name().arn().toString());
    } else if (attribute == KMS_DATA_KEY_REUSE_PERIOD_SECONDS) {
      return queue
          .attributes()
          .text(attribute)
          .filter(text -> queue.attributes().has(KMS_MASTER_KEY_ID));
    } else if (AttributeRules.FIFO_ONLY.contains(attribute) && !queue.name().isFifo()) {
      return Optional.empty();
    }
    return queue.attributes().text(attribute);
  }

  private static void check(String name) {
    if (!name.equals(ALL) && QueueAttribute.named(name).isEmpty()) {
      throw AttributeRules.unknown(name);
    }
  }
}
