package io.fanfare.topics.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TopicArn;
import io.fanfare.topics.model.TopicAttribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a topic may be called and consist of, with AWS's refusals of everything else. */
public final class TopicRules {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1," + Limits.TOPIC_NAME_LENGTH + "}");
  private static final String FIFO = ".fifo";
  private static final Set<String> ONLY_FIFO =
      Set.of("ContentBasedDeduplication", "FifoThroughputScope", "ArchivePolicy");

  private TopicRules() {}

  /**
   * The ARN {@code text} of a topic in {@code region}.
   *
   * @param parameter what the request calls it
   */
  public static Arn topicArn(String parameter, String text, String region) {
    TopicArn.check(parameter, text);
    return Arn.parse(text)
        .filter(arn -> arn.service().equals("sns") && arn.region().equals(region))
        .orElseThrow(() -> Refusals.invalid(parameter));
  }

  /** The name that {@code request} gives the topic. */
  public static String name(CreateTopic request) {
    String name = request.name();
    if (name == null) {
      throw Refusals.missing("name");
    }
    boolean fifo = "true".equalsIgnoreCase(request.attributes().get("FifoTopic"));
    String stem =
        fifo && name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name;
    if (name.length() > Limits.TOPIC_NAME_LENGTH
        || !NAME.matcher(stem).matches()
        || fifo != name.endsWith(FIFO)) {
      throw Refusals.invalid("Topic Name");
    }
    if (fifo) {
      throw Refusals.invalid("Attributes Reason: FifoTopic: FIFO topics are not supported yet");
    }
    return name;
  }

  /** The attributes that {@code request} gives the topic, as they are stored. */
  public static Attributes attributes(CreateTopic request) {
    if (request.dataProtectionPolicy() != null) {
      throw Refusals.invalid("DataProtectionPolicy Reason: not supported yet");
    }
    Map<String, String> stored = new LinkedHashMap<>();
    request
        .attributes()
        .forEach(
            (name, value) -> {
              check(name, value);
              if (!name.equals(TopicAttribute.FIFO_TOPIC.name())) {
                stored.put(name, value);
              }
            });
    return new Attributes(stored);
  }

  /** The tags that {@code request} gives the topic. */
  public static Map<String, String> tags(CreateTopic request) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : request.tags()) {
      String key = tag.key();
      String value = tag.value();
      if (key == null || value == null) {
        throw Refusals.missing(key == null ? "tags.key" : "tags.value");
      }
      if (tags.put(key, value) != null) {
        throw Refusals.invalid("Duplicated keys are not allowed.");
      }
    }
    if (tags.size() > Limits.TAGS) {
      throw ErrorCode.SNS_TAG_LIMIT_EXCEEDED.refuse(
          "Could not complete request: tag quota of per resource exceeded");
    }
    return tags;
  }

  /** Refuses what would make {@code topic} another one than it is. */
  public static void checkSame(TopicRecord topic, Attributes attributes, Map<String, String> tags) {
    if (!topic.attributes().texts().entrySet().containsAll(attributes.texts().entrySet())) {
      throw Refusals.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    if (!topic.tags().entrySet().containsAll(tags.entrySet())) {
      throw Refusals.invalid("Tags Reason: Topic already exists with different tags");
    }
  }

  private static void check(String name, String value) {
    if (ONLY_FIFO.contains(name)) {
      throw Refusals.invalid("Attributes Reason: " + name + ": FIFO topics are not supported yet");
    }
    Attribute<?> attribute =
        TopicAttribute.named(name)
            .orElseThrow(() -> Refusals.invalid("Attributes Reason: Unknown attribute " + name));
    try {
      attribute.parse(value);
    } catch (BrokerException refusal) {
      throw Refusals.invalid(
          "Attributes Reason: "
              + name
              + ": Invalid value ["
              + value
              + "]. Must be "
              + attribute.values()
              + ".");
    }
  }
}
