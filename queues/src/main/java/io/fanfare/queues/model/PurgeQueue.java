package io.fanfare.queues.model;

/**
 * Deletes all messages of a queue.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @see "SQS API Reference, PurgeQueue"
 */
public record PurgeQueue(String queueUrl) {

  public PurgeQueue {
    queueUrl = QueueName.requiredUrl(queueUrl);
  }
}
