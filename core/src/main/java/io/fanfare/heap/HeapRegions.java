package io.fanfare.heap;

/**
 * The regions that the G1 collector cuts the heap into: some 2,048 of at least 1 MiB. An array of
 * half a region or more has whole regions for itself, so that one of 1 MiB takes two.
 */
public final class HeapRegions {

  private static final long REGION_BYTES =
      Math.max(1 << 20, Long.highestOneBit(Runtime.getRuntime().maxMemory() / 2_048));
  private static final int HEADER_BYTES = 16;

  private HeapRegions() {}

  /** How many bytes of this process's heap an array of {@code length} bytes takes. */
  public static long taken(long length) {
    return taken(length, REGION_BYTES);
  }

  static long taken(long length, long region) {
    long bytes = length + HEADER_BYTES;
    return bytes < region / 2 ? length : (bytes + region - 1) / region * region;
  }
}
