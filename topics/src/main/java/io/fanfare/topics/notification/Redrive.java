package io.fanfare.topics.notification;

import io.fanfare.core.Arn;

/**
 * Where a message goes that a device does not take: the dead-letter queue of its subscription.
 *
 * @param owner the account of who subscribed
 * @param queue the ARN of the dead-letter queue
 * @param shared the message in its envelope, in JSON, as all subscriptions have it alike
 * @param gap where in it the text of this subscription is missing
 * @param insert that text
 */
public record Redrive(String owner, Arn queue, String shared, int gap, String insert) {

  /** One to which nothing is missing. */
  public Redrive(String owner, Arn queue, String envelope) {
    this(owner, queue, envelope, 0, "");
  }

  /** What the queue is to get: the message in its envelope. It is made anew by each call. */
  public String envelope() {
    return new StringBuilder(shared.length() + insert.length())
        .append(shared, 0, gap)
        .append(insert)
        .append(shared, gap, shared.length())
        .toString();
  }
}
