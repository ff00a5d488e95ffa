package io.fanfare.queues.engine;

/**
 * How many entries the windows of one event loop may hold together before each of them has to make
 * do with few: what keeps the heap bounded where thousands of queues have backlogs. Rows that are
 * being loaded count as if they were here, so that no window loads what it has to drop again.
 */
public final class WindowBudget {

  /** How many entries a window may always hold. */
  static final int NARROW = 32;

  private static final int WIDE = 1_024;

  private final long most;
  private long held;

  /** A budget of {@code most} entries. */
  public WindowBudget(long most) {
    this.most = most;
  }

  void changed(long entries) {
    held += entries;
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
