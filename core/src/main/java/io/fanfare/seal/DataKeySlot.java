package io.fanfare.seal;

import org.jspecify.annotations.Nullable;

/** Where an owner has its data key of the moment. */
public final class DataKeySlot {

  private final long owner;
  private volatile @Nullable DataKey current;

  /** The slot of {@code owner}, by its id. */
  public DataKeySlot(long owner) {
    this.owner = owner;
  }

  long owner() {
    return owner;
  }

  @Nullable DataKey current() {
    return current;
  }

  void put(DataKey key) {
    current = key;
  }
}
