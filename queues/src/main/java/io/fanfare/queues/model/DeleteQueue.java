package io.fanfare.queues.model;

/**
 * Deletes a queue with all its messages.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @see "SQS API Reference, DeleteQueue"
 */
public record DeleteQueue(String queueUrl) {

  public DeleteQueue {
    queueUrl = QueueName.requiredUrl(queueUrl);
  }
}
