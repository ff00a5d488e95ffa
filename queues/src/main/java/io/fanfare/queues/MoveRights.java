package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.queues.model.QueueName;

/** Whereto messages may go back that a queue was given up, where nobody is known to ask for it. */
interface MoveRights {

  /**
   * Whether messages of {@code deadLetters} may go back to the queue {@code source}, by a task that
   * was started before a restart: under access control, if that queue still gives its messages up
   * to {@code deadLetters}.
   */
  boolean mayReturn(QueueName deadLetters, Arn source);
}
