package io.fanfare.queues.model;

import io.fanfare.core.Required;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URL of a queue by its name.
 *
 * @param queueName with case and suffix
 * @param queueOwnerAwsAccountId the account whose queue it is, 12 digits; the caller's by default
 * @see "SQS API Reference, GetQueueUrl"
 */
public record GetQueueUrl(String queueName, @Nullable String queueOwnerAwsAccountId) {

  public GetQueueUrl {
    queueName = Required.value("QueueName", queueName);
  }

  /** The caller's own queue of that name. */
  public GetQueueUrl(String queueName) {
    this(queueName, null);
  }

  /**
   * The queue that was found.
   *
   * @param queueUrl where the caller reaches it
   */
  public record Result(String queueUrl) {}
}
