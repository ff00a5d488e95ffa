package io.fanfare.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The name of a request, by which logs and clients speak of it; unique, but no secret. */
final class RequestId {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RequestId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | VERSION_4;
    long low = (random.nextLong() >>> 2) | VARIANT;
    return new UUID(high, low).toString();
  }
}
