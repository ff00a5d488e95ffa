package io.fanfare.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an array takes of the heap, whose collector counts large ones in regions. */
class HeapRegionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1024, 1024",
    "524271, 524271",
    "524272, 1048576",
    "1048560, 1048576",
    "1048561, 2097152",
    "6291456, 7340032",
  })
  void anArrayOfHalfARegionTakesWholeRegions(long length, long bytes) {
    assertEquals(bytes, HeapRegions.taken(length, 1 << 20));
  }
}
