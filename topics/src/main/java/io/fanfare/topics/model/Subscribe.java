package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes an endpoint to a topic, or finds the subscription that is already there.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param protocol what {@link Protocol} spells, such as {@code sqs}
 * @param endpoint where to deliver, in the form of the protocol; others are refused with {@code
 *     InvalidParameter}
 * @param attributes values by name, as {@link SubscriptionAttribute} declares them with range and
 *     default
 * @param returnSubscriptionArn whether to tell the ARN of a subscription that is still to be
 *     confirmed; false by default
 * @see "SNS API Reference, Subscribe"
 */
public record Subscribe(
    String topicArn,
    @Nullable String protocol,
    @Nullable String endpoint,
    Map<String, String> attributes,
    @Nullable Boolean returnSubscriptionArn) {

  public Subscribe {
    topicArn = TopicArn.check("TopicArn", topicArn);
    attributes = Lists.orEmpty(attributes);
  }

  /** A queue's subscription. */
  public Subscribe(String topicArn, String queueArn, Map<String, String> attributes) {
    this(topicArn, "sqs", queueArn, attributes, true);
  }

  /**
   * The subscription that was made or found.
   *
   * @param subscriptionArn its ARN, or {@code pending confirmation}
   */
  public record Result(String subscriptionArn) {}
}
