package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Deletes a queue with all its messages. */
public record DeleteQueue(String queueUrl) {

  public DeleteQueue {
    queueUrl = Required.text("QueueUrl", queueUrl);
  }
}
