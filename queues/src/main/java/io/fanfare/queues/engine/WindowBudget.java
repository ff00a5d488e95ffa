package io.fanfare.queues.engine;

import io.fanfare.core.deduplication.DeduplicationBudget;

/**
 * How many entries the windows of one event loop may hold together before each of them has to make
 * do with few: what keeps the heap bounded where thousands of queues have backlogs. Rows that are
 * being loaded count as if they were here, so that no window loads what it has to drop again.
 */
public final class WindowBudget implements DeduplicationBudget {

  /** How many entries a window may always hold. */
  static final int NARROW = 32;

  private static final int WIDE = 1_024;

  /** What may be remembered however little heap there is, in entries. */
  private static final long LEAST_REMEMBERED = 65_536;

  private static final long BYTES_AN_ENTRY = 256;

  private final long most;
  private long held;
  private long rememberedBytes;

  /** A budget of {@code most} entries. */
  public WindowBudget(long most) {
    this.most = most;
  }

  void changed(long entries) {
    held += entries;
  }

  /** What FIFO queues remember of messages takes so many bytes more, or less. */
  @Override
  public void remembered(long bytes) {
    long before = rememberedBytes / BYTES_AN_ENTRY;
    rememberedBytes += bytes;
    held += rememberedBytes / BYTES_AN_ENTRY - before;
  }

  /** Whether FIFO queues can remember more messages: twice what else the budget allows. */
  @Override
  public boolean canRemember() {
    return rememberedBytes / BYTES_AN_ENTRY < Math.max(2 * most, LEAST_REMEMBERED);
  }

  long held() {
    return held;
  }

  /** Whether no more is to be held that can be left in the store. */
  boolean isSpent() {
    return held >= most;
  }

  /** How many entries a window may come to hold that asks for more, of {@code widest}. */
  int capacity(int widest) {
    int capacity = Math.min(widest, WIDE);
    return held + capacity / 2 <= most ? capacity : NARROW;
  }
}
