package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** Confirms the subscription whose endpoint was sent the token. */
public record ConfirmSubscription(
    @Nullable String topicArn, @Nullable String token, @Nullable String authenticateOnUnsubscribe) {

  /** A confirmation that lets anybody end the subscription who knows its ARN. */
  public ConfirmSubscription(String topicArn, String token) {
    this(topicArn, token, null);
  }

  public record Result(String subscriptionArn) {}
}
