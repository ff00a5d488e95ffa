package io.fanfare.queues.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of a message stands.
 *
 * @param number under which number
 * @param insert what this message has at the gap of a content that it shares with others; absent if
 *     the content is its own
 */
public record ContentRef(long number, @Nullable String insert) {

  /** The content of one message. */
  static ContentRef own(long number) {
    return new ContentRef(number, null);
  }

  public Table table() {
    return insert == null ? QueueTables.BODIES : QueueTables.SHARED;
  }

  public Key key() {
    return Key.of(number);
  }

  /** The change by which a new message has {@code content} here. */
  Change hold(byte[] content) {
    return insert == null
        ? Change.put(table(), key(), content)
        : Change.hold(table(), key(), content);
  }

  /** The change by which a message lets go of its content. */
  Change release() {
    return insert == null ? Change.remove(table(), key()) : Change.release(table(), key());
  }
}
