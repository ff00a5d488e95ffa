package io.fanfare.queues.rows;

import io.fanfare.core.Sha256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The number that stands for a message group: the first eight bytes of the SHA-256 of its id. Two
 * groups of one number would share their turn and their lock, and keep their order.
 */
public final class GroupKey {

  /** Stands for no group. */
  public static final long NONE = 0;

  private GroupKey() {}

  /** The number of the group called {@code id}; {@link #NONE} if there is no id. */
  public static long of(@Nullable String id) {
    if (id == null) {
      return NONE;
    }
    long key = ByteBuffer.wrap(Sha256.of(id)).getLong();
    return key == NONE ? 1 : key;
  }
}
