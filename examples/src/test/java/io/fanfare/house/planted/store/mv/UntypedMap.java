package io.fanfare.house.planted.store.mv;

import org.h2.mvstore.MVStore;

/** A map whose values choose their own class. */
public final class UntypedMap {

  private final MVStore store;

  /** A map of {@code store}. */
  public UntypedMap(MVStore store) {
    this.store = store;
  }

  @Override
  public String toString() {
    return store.openMap("planted").toString();
  }
}
