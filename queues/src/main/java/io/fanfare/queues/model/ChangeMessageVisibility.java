package io.fanfare.queues.model;

import io.fanfare.core.Required;

/**
 * Changes how long from now a received message stays hidden.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param receiptHandle what a receive of the message answered with; {@code ReceiptHandleIsInvalid}
 *     if it is no handle of this queue
 * @param visibilityTimeout seconds from now, in {@link Limits#CHANGE_VISIBILITY_TIMEOUT}; 0 makes
 *     it visible at once. More than {@link Limits#TOTAL_VISIBILITY_SECONDS} since its receive are
 *     refused with {@code InvalidParameterValue}
 * @see "SQS API Reference, ChangeMessageVisibility"
 */
public record ChangeMessageVisibility(
    String queueUrl, String receiptHandle, Integer visibilityTimeout) {

  public ChangeMessageVisibility {
    queueUrl = QueueName.requiredUrl(queueUrl);
    receiptHandle = Required.text("ReceiptHandle", receiptHandle);
    visibilityTimeout = Required.value("VisibilityTimeout", visibilityTimeout);
    Limits.CHANGE_VISIBILITY_TIMEOUT.check(visibilityTimeout);
  }
}
