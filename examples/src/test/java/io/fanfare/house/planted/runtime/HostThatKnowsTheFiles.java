package io.fanfare.house.planted.runtime;

import io.fanfare.house.planted.store.mv.UntypedMap;

/** A host that reaches past the contract of the store for what implements it. */
final class HostThatKnowsTheFiles {

  @Override
  public String toString() {
    return UntypedMap.class.getName();
  }
}
