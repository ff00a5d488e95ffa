package io.fanfare.http.authentication;

import io.fanfare.core.Sha256;
import java.util.function.Supplier;

/** The body of a request, and its SHA-256 for whoever asks for that. */
public final class Body {

  /** Stands for a body that is not looked at. */
  public static final Body NONE = of(new byte[0]);

  private final byte[] bytes;
  private final Supplier<byte[]> hash;

  private Body(byte[] bytes, Supplier<byte[]> hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /** A body whose hash is made when it is asked for. */
  public static Body of(byte[] bytes) {
    return new Body(bytes, () -> Sha256.of(bytes));
  }

  /** A body with its hash, which takes milliseconds for the largest. */
  public static Body hashed(byte[] bytes) {
    byte[] hash = Sha256.of(bytes);
    return new Body(bytes, () -> hash);
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Makes its SHA-256. */
  public Supplier<byte[]> hash() {
    return hash;
  }
}
