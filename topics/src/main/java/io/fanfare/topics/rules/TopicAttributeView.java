package io.fanfare.topics.rules;

import static io.fanfare.topics.model.TopicAttribute.ARCHIVE_POLICY;
import static io.fanfare.topics.model.TopicAttribute.CONTENT_BASED_DEDUPLICATION;
import static io.fanfare.topics.model.TopicAttribute.DELIVERY_POLICY;
import static io.fanfare.topics.model.TopicAttribute.DISPLAY_NAME;
import static io.fanfare.topics.model.TopicAttribute.EFFECTIVE_DELIVERY_POLICY;
import static io.fanfare.topics.model.TopicAttribute.OWNER;
import static io.fanfare.topics.model.TopicAttribute.POLICY;
import static io.fanfare.topics.model.TopicAttribute.SUBSCRIPTIONS_CONFIRMED;
import static io.fanfare.topics.model.TopicAttribute.SUBSCRIPTIONS_DELETED;
import static io.fanfare.topics.model.TopicAttribute.SUBSCRIPTIONS_PENDING;
import static io.fanfare.topics.model.TopicAttribute.TOPIC_ARN;

import io.fanfare.core.Attribute;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.rows.TopicRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes of a topic as GetTopicAttributes shows them. */
public final class TopicAttributeView {

  private TopicAttributeView() {}

  /** All attributes of {@code topic} that have a value. */
  public static Map<String, String> of(TopicRecord topic, SubscriptionCounts counts) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attribute<?> attribute : TopicAttribute.of(topic.isFifo())) {
      text(attribute, topic, counts).ifPresent(text -> shown.put(attribute.name(), text));
    }
    return shown;
  }

  private static Optional<String> text(
      Attribute<?> attribute, TopicRecord topic, SubscriptionCounts counts) {
    if (attribute == TOPIC_ARN) {
      return Optional.of(topic.arn());
    } else if (attribute == OWNER) {
      return Optional.of(topic.parsedArn().account());
    } else if (attribute == SUBSCRIPTIONS_CONFIRMED) {
      return Optional.of(Long.toString(counts.confirmed()));
    } else if (attribute == SUBSCRIPTIONS_PENDING) {
      return Optional.of(Long.toString(counts.pending()));
    } else if (attribute == SUBSCRIPTIONS_DELETED) {
      return Optional.of(Long.toString(counts.deleted()));
    } else if (attribute == POLICY) {
      return Optional.of(TopicPolicy.of(topic));
    } else if (attribute == EFFECTIVE_DELIVERY_POLICY) {
      return Optional.of(TopicDeliveryPolicy.effective(topic.attributes().text(DELIVERY_POLICY)));
    } else if (attribute == DISPLAY_NAME || attribute == CONTENT_BASED_DEDUPLICATION) {
      return topic.attributes().text(attribute);
    } else if (attribute == ARCHIVE_POLICY && ArchivePolicy.of(topic).isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(topic.attributes().texts().get(attribute.name()));
  }
}
