package io.fanfare.house.planted.runtime;

import org.h2.mvstore.MVStore;

/** A map whose values choose their own class. */
final class UntypedMap {

  private final MVStore store;

  UntypedMap(MVStore store) {
    this.store = store;
  }

  @Override
  public String toString() {
    return store.openMap("planted").toString();
  }
}
