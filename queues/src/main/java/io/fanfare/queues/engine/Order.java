package io.fanfare.queues.engine;

import io.fanfare.core.RowsWanted;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.Entry;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which of the messages that can be received is next. It is told of every move of a message into
 * and out of the ready region, and of every message that somebody holds.
 */
interface Order {

  /**
   * The messages to hand out next, in this order and from one group; none if there are none, or if
   * rows must be loaded first.
   *
   * @param most how many at the most
   * @param fit whether a message can be handed out; the first that cannot ends the list
   */
  List<Entry> next(int most, long now, Predicate<Entry> fit);

  /** A message can be received from now on. */
  void added(Entry entry, long now);

  /** A message cannot be received any more. */
  void removed(Entry entry);

  /** Somebody holds a message: a receiver, or the way to the dead-letter queue. */
  void held(Entry entry, long now);

  /** Nobody holds a message any more. */
  void released(Entry entry, long now);

  /** Whether rows are to be loaded before it can be told that nothing is next. */
  boolean isUnsettled();

  /** How the queue stands without its noisy groups, if it stands as {@code all} says with them. */
  QueueCounts.Quiet quiet(QueueCounts all);

  /** How many groups of a FIFO queue have messages that somebody holds; 0 for a standard queue. */
  int heldGroups();

  /** What those groups take of a standard queue that took something else before the last call. */
  List<TenantCounts> takeTouched();

  /** The rows to load next. */
  List<RowsWanted> wanted();

  /** Forgets everything: the queue is empty from now on. */
  void close();
}
