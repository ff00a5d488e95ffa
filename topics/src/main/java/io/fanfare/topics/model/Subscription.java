package io.fanfare.topics.model;

/**
 * A subscription as lists show it.
 *
 * @param subscriptionArn its ARN, or {@code PendingConfirmation}
 * @param owner the account of who subscribed, 12 digits
 * @param protocol what {@link Protocol} spells
 * @param endpoint where it is delivered, in the form of the protocol
 * @param topicArn of which topic
 */
public record Subscription(
    String subscriptionArn, String owner, String protocol, String endpoint, String topicArn) {}
