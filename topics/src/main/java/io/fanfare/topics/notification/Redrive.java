package io.fanfare.topics.notification;

import io.fanfare.core.Arn;

/**
 * Where a message goes that a device does not take: the dead-letter queue of its subscription.
 *
 * @param owner the account of who subscribed
 * @param queue the ARN of the dead-letter queue
 * @param envelope what the queue is to get: the message in its envelope, in JSON
 */
public record Redrive(String owner, Arn queue, String envelope) {}
