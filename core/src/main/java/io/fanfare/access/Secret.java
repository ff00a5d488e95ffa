package io.fanfare.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that nobody is shown. It is equal to itself only. */
public final class Secret {

  private static final String SIGNING = "AWS4";

  private final byte[] text;

  private Secret(byte[] text) {
    this.text = text;
  }

  /** The secret {@code text}. */
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the keys of Signature Version 4 are made of. */
  public byte[] signing() {
    byte[] prefix = SIGNING.getBytes(StandardCharsets.UTF_8);
    byte[] signing = new byte[prefix.length + text.length];
    System.arraycopy(prefix, 0, signing, 0, prefix.length);
    System.arraycopy(text, 0, signing, prefix.length, text.length);
    return signing;
  }

  /** Whether it is {@code other}, in a time that tells nothing of where they differ. */
  public boolean is(String other) {
    return MessageDigest.isEqual(text, other.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is the same text as {@code other}, in a time that tells nothing either. */
  boolean isSameAs(Secret other) {
    return MessageDigest.isEqual(text, other.text);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
