package io.fanfare.topics.listener;

import io.fanfare.core.Lists;
import java.util.Map;

/**
 * Asks to hear what is published to a topic.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param attributes {@code FilterPolicy} and {@code FilterPolicyScope}, as a subscription has them;
 *     others are refused with {@code InvalidParameter}
 */
public record Listen(String topicArn, Map<String, String> attributes) {

  public Listen {
    attributes = Lists.orEmpty(attributes);
  }
}
