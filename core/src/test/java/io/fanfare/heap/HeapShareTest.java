package io.fanfare.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shares of the heap add up to. */
final class HeapShareTest {

  private static final Set<HeapShare> EIGHTHS =
      EnumSet.of(HeapShare.YOUNG_BODIES, HeapShare.WINDOWS, HeapShare.TOPIC_DUPLICATES);

  @ParameterizedTest
  @ValueSource(longs = {64, 128, 512, 1_024, 4_096, 65_536})
  void noMoreIsHandedOutThanThereIs(long mebibytes) {
    long heap = mebibytes << 20;
    assertTrue(sum(heap, EnumSet.allOf(HeapShare.class)) <= heap);
    assertTrue(sum(heap, EIGHTHS) <= heap / 8 * 3);
    long work = sum(heap, EnumSet.complementOf(EnumSet.of(HeapShare.CONNECTIONS)));
    assertTrue(work <= heap / 32 * 21, "the rest is for code, connections and collections");
  }

  @Test
  void whatIsBoundedDoesNotGrowWithTheHeap() {
    assertEquals(16L << 20, HeapShare.YOUNG_BODIES.of(128L << 20));
    assertEquals(64L << 20, HeapShare.YOUNG_BODIES.of(4L << 30));
    assertEquals(1L << 30, HeapShare.IN_FLIGHT.of(64L << 30));
    assertEquals("1/8 of the heap, at most 64 MiB", HeapShare.YOUNG_BODIES.words());
    assertEquals("1/4 of the heap, at most 1 GiB", HeapShare.IN_FLIGHT.words());
    assertEquals("1/8 of the heap", HeapShare.WINDOWS.words());
  }

  private static long sum(long heap, Set<HeapShare> shares) {
    return shares.stream().mapToLong(share -> share.of(heap)).sum();
  }

  @Test
  void everyShareIsOfTheHeapOfThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    assertTrue(
        Arrays.stream(HeapShare.values()).allMatch(share -> share.bytes() == share.of(heap)));
  }
}
