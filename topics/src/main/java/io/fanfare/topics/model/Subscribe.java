package io.fanfare.topics.model;

import io.fanfare.core.Lists;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscribes an endpoint to a topic, or finds the subscription that is already there. */
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

  public record Result(String subscriptionArn) {}
}
