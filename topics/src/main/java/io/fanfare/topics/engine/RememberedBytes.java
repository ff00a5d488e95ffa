package io.fanfare.topics.engine;

import io.fanfare.core.deduplication.Memory;

/** What the FIFO topics of one event loop may take of the heap so as to know duplicates. */
public final class RememberedBytes implements Memory {

  private final long most;
  private long taken;

  /** A memory of {@code most} bytes. */
  public RememberedBytes(long most) {
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
