package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.store.StoreOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store on a disk promises. */
final class DurableStoreTest extends StoreContractTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Override
  StoreOptions options() {
    return new StoreOptions().setPath(directory.toString()).setBallastBytes(1 << 20);
  }

  @Test
  void rowsAndSequencesSurviveReopening() {
    await(store().write(List.of(put(1, "one"), put(2, "two"))));
    long sequence = store().nextSequence();
    reopen();

    assertEquals(List.of("one", "two"), values(scan(FIRST, LAST, 10)));
    assertEquals(2L, await(store().count(ROWS, FIRST, LAST)));
    assertTrue(store().nextSequence() > sequence);
    assertTrue(store().hasRoom());
  }
}
