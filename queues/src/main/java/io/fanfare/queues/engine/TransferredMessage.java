package io.fanfare.queues.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import java.util.List;

/**
 * A message on its way to another queue: the dead-letter queue, or that of a move task.
 *
 * @param key where its row stands until it has arrived
 * @param entry the message
 * @param removals the changes that remove it from its queue
 */
public record TransferredMessage(Key key, Entry entry, List<Change> removals) {

  /** The same with {@code content}, which refers to the same content. */
  public TransferredMessage with(ContentRef content) {
    return new TransferredMessage(key, entry.with(content), removals);
  }
}
