package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/**
 * Confirms the subscription whose endpoint was sent the token.
 *
 * @param topicArn the topic's ARN; the token alone says which subscription
 * @param token what the endpoint was sent, good for {@link Limits#CONFIRMATION_DAYS} days; {@code
 *     InvalidParameter} if it is none or too old
 * @param authenticateOnUnsubscribe {@code true} if only its owner may end the subscription; anybody
 *     who knows its ARN by default
 * @see "SNS API Reference, ConfirmSubscription"
 */
public record ConfirmSubscription(
    @Nullable String topicArn, @Nullable String token, @Nullable String authenticateOnUnsubscribe) {

  /** A confirmation that lets anybody end the subscription who knows its ARN. */
  public ConfirmSubscription(String topicArn, String token) {
    this(topicArn, token, null);
  }

  /**
   * The subscription that now gets messages.
   *
   * @param subscriptionArn the same at each repetition
   */
  public record Result(String subscriptionArn) {}
}
