package io.fanfare.queues.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.queues.model.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of a message stands.
 *
 * @param number under which number
 * @param insert what this message has at the gap of a content that it shares with others; absent if
 *     the content is its own
 * @param bytes how many bytes it has at the most; small ones are not told apart
 * @param pass what lets it be opened in a queue that it was moved to, while there is a key file
 */
public record ContentRef(long number, @Nullable String insert, int bytes, @Nullable Bytes pass) {

  /** What has at most so many bytes is small: ten of them make a small answer. */
  public static final int SMALL_BYTES = 2_048;

  /** So many bytes has the largest content: a body or attributes, and the names beside them. */
  public static final int MOST_BYTES = Limits.MESSAGE_BYTES + 16_384;

  public ContentRef {
    bytes = Math.max(bytes, SMALL_BYTES);
  }

  /** What was not moved since it was sent. */
  public ContentRef(long number, @Nullable String insert, int bytes) {
    this(number, insert, bytes, null);
  }

  /** The content of one message. */
  public static ContentRef own(long number, int bytes) {
    return new ContentRef(number, null, bytes);
  }

  /** The same with {@code newPass}. */
  public ContentRef with(Bytes newPass) {
    return new ContentRef(number, insert, bytes, newPass);
  }

  boolean isSmall() {
    return bytes == SMALL_BYTES;
  }

  public Table table() {
    return insert == null ? QueueTables.BODIES : QueueTables.SHARED;
  }

  public Key key() {
    return Key.of(number);
  }

  /** The change by which a new message has {@code content} here. */
  public Change retain(byte[] content) {
    return insert == null
        ? Change.put(table(), key(), content)
        : Change.retain(table(), key(), content);
  }

  /** The change by which a message lets go of its content. */
  public Change release() {
    return insert == null ? Change.remove(table(), key()) : Change.release(table(), key());
  }
}
