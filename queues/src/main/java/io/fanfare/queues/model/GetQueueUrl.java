package io.fanfare.queues.model;

import io.fanfare.core.Required;
import org.jspecify.annotations.Nullable;

/** Finds the URL of a queue by its name. */
public record GetQueueUrl(String queueName, @Nullable String queueOwnerAwsAccountId) {

  public GetQueueUrl {
    queueName = Required.value("QueueName", queueName);
  }

  /** The caller's own queue of that name. */
  public GetQueueUrl(String queueName) {
    this(queueName, null);
  }

  public record Result(String queueUrl) {}
}
