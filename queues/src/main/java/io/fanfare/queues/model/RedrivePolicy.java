package io.fanfare.queues.model;

import io.fanfare.core.Arn;

/**
 * When a message is given up, and to whom.
 *
 * @param deadLetterTarget the dead-letter queue
 * @param maxReceiveCount after how many receives a message is moved instead of received, 1 to 1,000
 */
public record RedrivePolicy(Arn deadLetterTarget, int maxReceiveCount) {}
