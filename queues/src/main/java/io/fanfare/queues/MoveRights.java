package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.MoveTask;
import java.util.function.Predicate;

/** Whereto messages may go back by a task that was started before its queue was opened. */
interface MoveRights {

  /**
   * The queues that messages of {@code deadLetters} may go back to by {@code task}: under access
   * control those that whoever started it may send to; if that is not known, those that still give
   * their messages up to {@code deadLetters}.
   */
  Predicate<Arn> sources(QueueName deadLetters, MoveTask task);
}
