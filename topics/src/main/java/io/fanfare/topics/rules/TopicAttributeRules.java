package io.fanfare.topics.rules;

import static io.fanfare.topics.model.TopicAttribute.ARCHIVE_POLICY;
import static io.fanfare.topics.model.TopicAttribute.DATA_PROTECTION_POLICY;
import static io.fanfare.topics.model.TopicAttribute.DELIVERY_POLICY;
import static io.fanfare.topics.model.TopicAttribute.FIFO_TOPIC;
import static io.fanfare.topics.model.TopicAttribute.POLICY;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.PolicyJson;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.rows.TopicRecord;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What attributes a topic can be created with and changed to. */
public final class TopicAttributeRules {

  private static final String AT_CREATION = "Attributes Reason: ";

  private TopicAttributeRules() {}

  /** The attributes that {@code request} gives a new topic, as they are stored. */
  public static Attributes of(CreateTopic request) {
    Attributes attributes = Attributes.none();
    for (Map.Entry<String, String> given : request.attributes().entrySet()) {
      Attribute<?> attribute =
          settable(given.getKey(), TopicRules.isFifo(request))
              .orElseThrow(
                  () -> Refusals.invalid(AT_CREATION + "Unknown attribute " + given.getKey()));
      attributes = with(attributes, attribute, given.getValue(), AT_CREATION);
    }
    String protection = request.dataProtectionPolicy();
    return protection == null ? attributes : withDataProtection(attributes, protection);
  }

  /** The attributes of {@code topic} once one is set as {@code request} says. */
  public static Attributes set(TopicRecord topic, SetTopicAttributes request) {
    String value = request.attributeValue();
    Attribute<?> attribute =
        settable(request.attributeName(), topic.isFifo())
            .filter(found -> found.kind() == Attribute.Kind.SETTABLE)
            .orElseThrow(() -> Refusals.invalid("AttributeName"));
    return with(topic.attributes(), attribute, value == null ? "" : value, "");
  }

  /** The attributes of {@code topic} once it has the data protection policy of {@code request}. */
  public static Attributes set(TopicRecord topic, PutDataProtectionPolicy request) {
    return withDataProtection(topic.attributes(), request.dataProtectionPolicy());
  }

  /**
   * Refuses {@code request} unless what it gives is what {@code topic} has: a topic is created
   * again only as it is. What is not given is not compared.
   */
  static void checkSame(TopicRecord topic, CreateTopic request) {
    Attributes wanted = of(request);
    Set<String> given = new HashSet<>(request.attributes().keySet());
    if (request.dataProtectionPolicy() != null) {
      given.add(DATA_PROTECTION_POLICY.name());
    }
    if (!given.stream().allMatch(name -> same(name, topic.attributes(), wanted))) {
      throw Refusals.invalid(AT_CREATION + "Topic already exists with different attributes");
    }
  }

  private static boolean same(String name, Attributes one, Attributes other) {
    String before = inForce(name, one);
    String after = inForce(name, other);
    if (before == null || after == null) {
      return Objects.equals(before, after);
    }
    return PolicyJson.same(before, after);
  }

  /** An archive policy that keeps nothing is none. */
  private static @Nullable String inForce(String name, Attributes attributes) {
    boolean ended = name.equals(ARCHIVE_POLICY.name()) && ArchivePolicy.of(attributes).isEmpty();
    return ended ? null : attributes.texts().get(name);
  }

  private static Optional<Attribute<?>> settable(String name, boolean fifo) {
    if (name.equals(FIFO_TOPIC.name())) {
      return Optional.of(FIFO_TOPIC);
    }
    return TopicAttribute.of(fifo).stream()
        .filter(attribute -> attribute.name().equals(name))
        .filter(attribute -> attribute.kind() != Attribute.Kind.COMPUTED)
        .findFirst();
  }

  private static Attributes with(
      Attributes current, Attribute<?> attribute, String text, String prefix) {
    if (text.isEmpty() && TopicAttribute.isUnsetByEmpty(attribute)) {
      return current.without(attribute);
    } else if (attribute == POLICY) {
      return current.with(attribute, TopicPolicy.check(text, prefix));
    } else if (attribute == ARCHIVE_POLICY) {
      return current.with(attribute, ArchivePolicy.check(text, prefix));
    } else if (attribute == DELIVERY_POLICY) {
      return current.with(attribute, TopicDeliveryPolicy.stored(text, prefix));
    }
    String normal = String.valueOf(parse(attribute, text, prefix));
    return attribute == FIFO_TOPIC && normal.equals("false")
        ? current
        : current.with(attribute, normal);
  }

  private static Object parse(Attribute<?> attribute, String text, String prefix) {
    try {
      return attribute.parse(text);
    } catch (BrokerException refusal) {
      throw Refusals.invalid(
          "%s%s: Invalid value [%s]. Must be %s."
              .formatted(prefix, attribute.name(), text, attribute.values()));
    }
  }

  private static Attributes withDataProtection(Attributes current, String policy) {
    if (policy.length() > Limits.DATA_PROTECTION_POLICY_LENGTH) {
      throw Refusals.invalid("DataProtectionPolicy");
    }
    return policy.isEmpty()
        ? current.without(DATA_PROTECTION_POLICY)
        : current.with(DATA_PROTECTION_POLICY, policy);
  }
}
