package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Changes how long from now a received message stays hidden. */
public record ChangeMessageVisibility(
    String queueUrl, String receiptHandle, Integer visibilityTimeout) {

  public ChangeMessageVisibility {
    queueUrl = Required.text("QueueUrl", queueUrl);
    receiptHandle = Required.text("ReceiptHandle", receiptHandle);
    visibilityTimeout = Required.value("VisibilityTimeout", visibilityTimeout);
    Limits.CHANGE_VISIBILITY_TIMEOUT.check(visibilityTimeout);
  }
}
