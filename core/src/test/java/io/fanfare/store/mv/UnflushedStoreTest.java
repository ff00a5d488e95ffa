package io.fanfare.store.mv;

import io.fanfare.store.Durability;
import io.fanfare.store.StoreOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What a store promises that answers to the death of the process only. */
final class UnflushedStoreTest extends StoreContractTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Override
  StoreOptions options() {
    return new StoreOptions()
        .setPath(directory.toString())
        .setDurability(Durability.OS)
        .setBallastBytes(1 << 20);
  }
}
