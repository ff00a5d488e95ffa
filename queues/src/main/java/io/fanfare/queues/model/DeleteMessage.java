package io.fanfare.queues.model;

import io.fanfare.core.Required;

/**
 * Deletes a message that was received.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param receiptHandle what a receive of the message answered with; {@code ReceiptHandleIsInvalid}
 *     if it is no handle of this queue
 * @see "SQS API Reference, DeleteMessage"
 */
public record DeleteMessage(String queueUrl, String receiptHandle) {

  public DeleteMessage {
    queueUrl = QueueName.requiredUrl(queueUrl);
    receiptHandle = Required.text("ReceiptHandle", receiptHandle);
  }
}
