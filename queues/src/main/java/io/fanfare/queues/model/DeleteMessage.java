package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Deletes a message that was received. */
public record DeleteMessage(String queueUrl, String receiptHandle) {

  public DeleteMessage {
    queueUrl = Required.text("QueueUrl", queueUrl);
    receiptHandle = Required.text("ReceiptHandle", receiptHandle);
  }
}
