package io.fanfare.queues.engine;

/**
 * How many entries the windows of one event loop may hold together before each of them has to make
 * do with few: what keeps the heap bounded where thousands of queues have backlogs.
 */
public final class WindowBudget {

  private static final int WIDE = 1_024;
  private static final int NARROW = 32;

  private final long most;
  private long held;

  /** A budget of {@code most} entries. */
  public WindowBudget(long most) {
    this.most = most;
  }

  void changed(long entries) {
    held += entries;
  }

  /** Whether no more is to be held that can be left in the store. */
  boolean isSpent() {
    return held >= most;
  }

  /** How many entries one window may hold now. */
  int capacity() {
    return isSpent() ? NARROW : WIDE;
  }
}
