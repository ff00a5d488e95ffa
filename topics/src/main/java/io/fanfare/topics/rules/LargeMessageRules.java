package io.fanfare.topics.rules;

import io.fanfare.topics.model.Limits;
import io.fanfare.topics.rows.TopicRecord;
import java.util.Collection;
import java.util.Set;

/** What subscriptions a topic may have if its messages may be larger than those of others. */
public final class LargeMessageRules {

  private static final Set<String> PROTOCOLS = Set.of("sqs", "lambda", "firehose");

  private LargeMessageRules() {}

  /**
   * Refuses {@code topic}, as it is about to become, if its subscriptions forbid it, which have
   * these {@code protocols}.
   */
  public static void checkTopic(TopicRecord topic, Collection<String> protocols) {
    if (topic.maximumMessageSize() > Limits.MESSAGE_BYTES) {
      checkCount("MaximumMessageSize", protocols.size());
      protocols.forEach(protocol -> checkProtocol("MaximumMessageSize", protocol));
    }
  }

  /**
   * Refuses one more subscription by {@code protocol} to {@code topic}, which has {@code others}.
   */
  public static void checkSubscription(TopicRecord topic, String protocol, int others) {
    if (topic.maximumMessageSize() > Limits.MESSAGE_BYTES) {
      checkProtocol("Protocol", protocol);
      checkCount("TopicArn", others + 1);
    }
  }

  private static void checkCount(String parameter, int subscriptions) {
    if (subscriptions > Limits.SUBSCRIPTIONS_TO_LARGE_MESSAGES) {
      throw Refusals.invalid(
          "%s Reason: A topic with a MaximumMessageSize above %d can have at most %d subscriptions"
              .formatted(parameter, Limits.MESSAGE_BYTES, Limits.SUBSCRIPTIONS_TO_LARGE_MESSAGES));
    }
  }

  private static void checkProtocol(String parameter, String protocol) {
    if (!PROTOCOLS.contains(protocol)) {
      throw Refusals.invalid(
          "%s Reason: A topic with a MaximumMessageSize above %d cannot deliver to %s endpoints"
              .formatted(parameter, Limits.MESSAGE_BYTES, protocol));
    }
  }
}
