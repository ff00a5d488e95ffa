package io.fanfare.topics.engine;

import io.fanfare.topics.model.Limits;
import java.util.Collection;
import java.util.Set;

/** What subscriptions a topic may have if its messages may be larger than those of others. */
final class LargeMessageRules {

  private static final Set<String> PROTOCOLS = Set.of("sqs", "lambda", "firehose");

  private LargeMessageRules() {}

  /** Refuses {@code topic}, as it is about to become, if its {@code subscribers} forbid it. */
  static void checkTopic(TopicRecord topic, Collection<Subscriber> subscribers) {
    if (topic.maximumMessageSize() > Limits.MESSAGE_BYTES) {
      checkCount("MaximumMessageSize", subscribers.size());
      subscribers.forEach(
          each -> checkProtocol("MaximumMessageSize", each.subscription().target().protocol()));
    }
  }

  /**
   * Refuses one more subscription by {@code protocol} to {@code topic}, which has {@code others}.
   */
  static void checkSubscription(TopicRecord topic, String protocol, int others) {
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
