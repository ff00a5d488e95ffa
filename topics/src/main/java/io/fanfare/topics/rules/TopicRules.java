package io.fanfare.topics.rules;

import io.fanfare.core.Arn;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.TopicArn;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.rows.TopicRecord;
import java.util.Map;
import java.util.regex.Pattern;

/** What a topic may be called and consist of, with AWS's refusals of everything else. */
public final class TopicRules {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1," + Limits.TOPIC_NAME_LENGTH + "}");
  private static final String FIFO = ".fifo";

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
    boolean fifo = isFifo(request);
    String stem =
        fifo && name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name;
    if (name.length() > Limits.TOPIC_NAME_LENGTH
        || !NAME.matcher(stem).matches()
        || fifo != name.endsWith(FIFO)) {
      throw Refusals.invalid("Topic Name");
    }
    return name;
  }

  /** The tags that {@code request} gives the topic. */
  public static Map<String, String> tags(CreateTopic request) {
    return TagRules.add(Map.of(), request.tags());
  }

  /** Refuses what would make {@code topic} another one than it is. */
  public static void checkSame(TopicRecord topic, CreateTopic request) {
    TopicAttributeRules.checkSame(topic, request);
    if (!topic.tags().entrySet().containsAll(tags(request).entrySet())) {
      throw Refusals.invalid("Tags Reason: Topic already exists with different tags");
    }
  }

  /** Whether {@code request} is for a FIFO topic. */
  static boolean isFifo(CreateTopic request) {
    return "true".equalsIgnoreCase(request.attributes().get(TopicAttribute.FIFO_TOPIC.name()));
  }
}
