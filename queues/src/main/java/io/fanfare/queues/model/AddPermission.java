package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;

/**
 * Allows actions on a queue to accounts, in a statement of its policy called by the label.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param label the Sid of the new statement: 1 to {@link Limits#LABEL_LENGTH} of {@code
 *     A-Za-z0-9_-}; one that the policy has already is refused with {@code InvalidParameterValue}
 * @param awsAccountIds whom it allows, by account of 12 digits; at least one
 * @param actions what it allows, by names such as {@code SendMessage}, or {@code *}; 1 to {@link
 *     Limits#STATEMENT_ACTIONS}, more are refused with {@code OverLimit}
 * @see "SQS API Reference, AddPermission"
 */
public record AddPermission(
    String queueUrl, String label, List<String> awsAccountIds, List<String> actions) {

  public AddPermission {
    queueUrl = QueueName.requiredUrl(queueUrl);
    label = Required.text("Label", label);
    awsAccountIds = Required.elements("AWSAccountIds", awsAccountIds);
    actions = Required.elements("ActionName", actions);
  }
}
