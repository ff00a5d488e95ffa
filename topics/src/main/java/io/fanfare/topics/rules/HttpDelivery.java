package io.fanfare.topics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.push.model.PushPolicy;
import java.util.OptionalInt;

/**
 * How a subscription over HTTP is delivered to: what its EffectiveDeliveryPolicy says, as values.
 *
 * @param pace how often and how fast
 * @param contentType the Content-Type of notifications
 */
public record HttpDelivery(PushPolicy pace, String contentType) {

  /**
   * What holds for a subscription.
   *
   * @param own the subscription's policy; empty for none
   * @param ofTopic the topic's policy; empty for none
   */
  public static HttpDelivery of(String own, String ofTopic) {
    JsonNode policy = AttributeJson.read(DeliveryPolicy.effective(own, ofTopic));
    JsonNode rate = policy.path("throttlePolicy").path("maxReceivesPerSecond");
    return new HttpDelivery(
        new PushPolicy(
            RetryPolicy.schedule(policy.path("healthyRetryPolicy"), Refusals::invalid),
            rate.isInt() ? OptionalInt.of(rate.intValue()) : OptionalInt.empty()),
        policy.path("requestPolicy").path("headerContentType").asText());
  }
}
