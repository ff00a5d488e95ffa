package io.fanfare.topics.notification;

import io.fanfare.core.Arn;
import org.jspecify.annotations.Nullable;

/**
 * Where a message goes that a device does not take: the dead-letter queue of its subscription.
 *
 * @param owner the account of who subscribed
 * @param topic the ARN of the topic whose message it is, to which the queue has to agree; absent if
 *     the message does not say it
 * @param queue the ARN of the dead-letter queue
 * @param shared the message in its envelope, in JSON, as all subscriptions have it alike
 * @param gap where in it the text of this subscription is missing
 * @param insert that text
 */
public record Redrive(
    String owner, @Nullable String topic, Arn queue, String shared, int gap, String insert) {

  /** One to which nothing is missing. */
  public Redrive(String owner, @Nullable String topic, Arn queue, String envelope) {
    this(owner, topic, queue, envelope, 0, "");
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
