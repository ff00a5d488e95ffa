package io.fanfare.store.mv;

import io.fanfare.store.StoreOptions;

/** What a store in the heap promises. */
final class HeapStoreTest extends StoreContractTest {

  @Override
  StoreOptions options() {
    return new StoreOptions().setMemory(true);
  }
}
