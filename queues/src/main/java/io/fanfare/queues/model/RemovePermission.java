package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Removes what the label names from a queue's policy. */
public record RemovePermission(String queueUrl, String label) {

  public RemovePermission {
    queueUrl = Required.text("QueueUrl", queueUrl);
    label = Required.text("Label", label);
  }
}
