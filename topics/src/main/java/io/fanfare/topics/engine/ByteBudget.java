package io.fanfare.topics.engine;

import io.fanfare.core.deduplication.DeduplicationBudget;

/** What the FIFO topics of one event loop may take of the heap so as to know duplicates. */
public final class ByteBudget implements DeduplicationBudget {

  private final long most;
  private long taken;

  /** A memory of {@code most} bytes. */
  public ByteBudget(long most) {
    this.most = most;
  }

  @Override
  public void remembered(long bytes) {
    taken += bytes;
  }

  @Override
  public boolean canRemember() {
    return taken < most;
  }
}
