package io.fanfare.queues.model;

import io.fanfare.core.Required;
import java.util.List;

/** Allows actions on a queue to accounts, in a statement of its policy called by the label. */
public record AddPermission(
    String queueUrl, String label, List<String> awsAccountIds, List<String> actions) {

  public AddPermission {
    queueUrl = Required.text("QueueUrl", queueUrl);
    label = Required.text("Label", label);
    awsAccountIds = Required.elements("AWSAccountIds", awsAccountIds);
    actions = Required.elements("ActionName", actions);
  }
}
