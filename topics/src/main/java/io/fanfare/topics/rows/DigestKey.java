package io.fanfare.topics.rows;

import io.fanfare.core.Key;
import io.fanfare.core.Sha256;
import java.nio.ByteBuffer;

/** Where rows stand that are looked for by a text: at a part of its SHA-256. */
final class DigestKey {

  private static final int OWNER_SHIFT = 2;

  private DigestKey() {}

  /** The key of that row of {@code owner} which {@code text} names. */
  static Key of(long owner, String text) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(text));
    return new Key(owner, digest.getLong(), digest.getLong());
  }

  /** The owner that {@code text} names: not negative, and below the largest there can be. */
  static long owner(String text) {
    return ByteBuffer.wrap(Sha256.of(text)).getLong() >>> OWNER_SHIFT;
  }
}
