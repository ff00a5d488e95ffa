package io.fanfare.store.mv.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapShare;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store takes of the heap, in MiB. */
final class StoreHeapTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          heap | dirty | checkpoint | cache | group
          4096 | 32    | 4          | 16    | 8
          512  | 32    | 4          | 16    | 8
          256  | 16    | 4          | 8     | 4
          128  | 8     | 4          | 4     | 2
          """,
      useHeadersInDisplayName = true)
  void aSmallHeapIsSharedInTheSameWay(long heap, int dirty, int checkpoint, int cache, int group) {
    assertEquals(
        new StoreHeap(dirty << 20, checkpoint << 20, cache, group << 20), StoreHeap.of(heap << 20));
  }

  @ParameterizedTest
  @ValueSource(longs = {128, 256, 512, 4_096})
  void withTheSharesOfWorkItLeavesAFifthOfTheHeap(long mebibytes) {
    long heap = mebibytes << 20;
    StoreHeap store = StoreHeap.of(heap);
    long taken =
        store.dirtyBytes()
            + store.checkpointBytes()
            + ((long) store.cacheMegabytes() << 20)
            + store.groupBytes();
    for (HeapShare share : HeapShare.values()) {
      taken += share == HeapShare.CONNECTIONS ? 0 : share.of(heap);
    }
    assertTrue(taken <= heap / 5 * 4, "takes " + taken + " of " + heap);
  }
}
