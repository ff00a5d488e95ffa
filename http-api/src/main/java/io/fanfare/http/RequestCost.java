package io.fanfare.http;

import io.fanfare.heap.HeapRegions;

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

  private RequestCost() {}

  /** The cost of a request with a body of {@code length} bytes. */
  static long of(long length) {
    return BASE_BYTES + ofBody(length);
  }

  /** The cost of a body of {@code length} bytes. */
  static long ofBody(long length) {
    return COPIES * HeapRegions.taken(length);
  }
}
