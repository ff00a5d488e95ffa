package io.fanfare.queues.model;

import io.fanfare.core.Required;

/** Deletes all messages of a queue. */
public record PurgeQueue(String queueUrl) {

  public PurgeQueue {
    queueUrl = Required.text("QueueUrl", queueUrl);
  }
}
