package io.fanfare.queues.engine;

import io.fanfare.queues.rows.ContentRef;

/** Room that all receives of a test share, as they share a heap. */
final class VirtualRoom implements Room {

  /** Room for more messages than a test has. */
  static final int AMPLE = 1_000_000_000;

  private long left = Long.MAX_VALUE;

  /** From now on there is room for so many small messages. */
  void become(long messages) {
    left = messages * ContentRef.SMALL_BYTES;
  }

  @Override
  public boolean take(long bytes) {
    boolean fits = bytes <= left;
    left -= fits ? bytes : 0;
    return fits;
  }
}
