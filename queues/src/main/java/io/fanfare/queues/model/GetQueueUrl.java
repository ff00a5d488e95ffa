package io.fanfare.queues.model;

import io.fanfare.core.Absent;
import io.fanfare.core.CommonError;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URL of a queue by its name.
 *
 * @param queueName with case and suffix; {@code InvalidParameterValue} if absent or empty
 * @param queueOwnerAwsAccountId the account whose queue it is, 12 digits; the caller's if absent or
 *     empty
 * @see "SQS API Reference, GetQueueUrl"
 */
public record GetQueueUrl(String queueName, @Nullable String queueOwnerAwsAccountId) {

  public GetQueueUrl {
    // AWS treats the absence of this one name as a wrong value.
    if (queueName == null || queueName.isEmpty()) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
    }
    queueOwnerAwsAccountId = Absent.ifEmpty(queueOwnerAwsAccountId);
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
