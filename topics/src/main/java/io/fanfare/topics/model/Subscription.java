package io.fanfare.topics.model;

/** A subscription as lists show it. */
public record Subscription(
    String subscriptionArn, String owner, String protocol, String endpoint, String topicArn) {}
