package io.fanfare.queues.model;

import io.fanfare.core.Required;

/**
 * Removes what the label names from a queue's policy.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param label the Sid of the statement; {@code InvalidParameterValue} if the policy has none of it
 * @see "SQS API Reference, RemovePermission"
 */
public record RemovePermission(String queueUrl, String label) {

  public RemovePermission {
    queueUrl = QueueName.requiredUrl(queueUrl);
    label = Required.text("Label", label);
  }
}
