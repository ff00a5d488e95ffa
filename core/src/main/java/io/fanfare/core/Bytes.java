package io.fanfare.core;

import java.util.Arrays;
import java.util.Base64;

/** An immutable run of bytes, such as the value of a binary message attribute. */
public final class Bytes {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of {@code content}. */
  public static Bytes of(byte... content) {
    return new Bytes(content.clone());
  }

  /**
   * The bytes that {@code text} stands for in base64.
   *
   * @throws IllegalArgumentException if {@code text} is not base64
   */
  public static Bytes ofBase64(String text) {
    return new Bytes(Base64.getDecoder().decode(text));
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(content);
  }

  public byte[] toArray() {
    return content.clone();
  }

  public int length() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return toBase64();
  }
}
