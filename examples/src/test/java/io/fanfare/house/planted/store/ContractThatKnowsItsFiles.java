package io.fanfare.house.planted.store;

import io.fanfare.house.planted.store.mv.UntypedMap;

/** A contract that imports one of its implementations. */
final class ContractThatKnowsItsFiles {

  @Override
  public String toString() {
    return UntypedMap.class.getName();
  }
}
