package io.fanfare.topics.rules;

/**
 * How many subscriptions a topic has.
 *
 * @param confirmed those that get messages
 * @param pending those that wait for a confirmation
 * @param deleted those that it had
 */
public record SubscriptionCounts(long confirmed, long pending, long deleted) {}
