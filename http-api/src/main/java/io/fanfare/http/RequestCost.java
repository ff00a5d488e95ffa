package io.fanfare.http;

/**
 * What a request takes of the heap until it is answered, by the length of its body. A message is
 * there four times at the most: as the body, as the text that was read from it, as that text's
 * bytes, which are measured and digested, and as the row that is written. What else is made of it
 * is in pieces and soon forgotten, or outside the heap.
 */
final class RequestCost {

  /** What a request takes beside its body, waiting for messages or not. */
  static final long BASE_BYTES = 2 << 10;

  private static final int COPIES = 4;

  /* The collector cuts the heap into some 2,048 regions of at least 1 MiB. */
  private static final long REGION_BYTES =
      Math.max(1 << 20, Long.highestOneBit(Runtime.getRuntime().maxMemory() / 2_048));

  private RequestCost() {}

  /** The cost of a request with a body of {@code length} bytes. */
  static long of(long length) {
    return BASE_BYTES + ofBody(length);
  }

  /** The cost of a body of {@code length} bytes. */
  static long ofBody(long length) {
    return COPIES * inRegions(length, REGION_BYTES);
  }

  /** An array of half a region or more has whole regions for itself. */
  static long inRegions(long length, long region) {
    return length < region / 2 - 16 ? length : (length + 16 + region - 1) / region * region;
  }
}
