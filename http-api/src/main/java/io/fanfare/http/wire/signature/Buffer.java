package io.fanfare.http.wire.signature;

import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes in the making, kept from one request to the next. */
final class Buffer {

  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[2_048];
  private int length;

  /** Starts anew. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[2_048];
    }
  }

  void add(char octet) {
    reserve(1);
    bytes[length++] = (byte) octet;
  }

  /** Adds {@code text}, each of whose characters is a byte. */
  void add(String text) {
    int size = text.length();
    reserve(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Adds {@code hash} in hexadecimal. */
  void addHex(byte[] hash) {
    reserve(hash.length * 2);
    for (byte each : hash) {
      bytes[length++] = hex(each >> 4);
      bytes[length++] = hex(each);
    }
  }

  /** Adds {@code text} without the spaces at its ends, and with one where there are several. */
  void addTrimmed(String text) {
    boolean space = false;
    int start = length;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == ' ' || next == '\t') {
        space = length > start;
      } else {
        if (space) {
          add(' ');
          space = false;
        }
        add(next);
      }
    }
  }

  /** What has been added to {@code digest}. */
  void hash(MessageDigest digest) {
    digest.update(bytes, 0, length);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  private static byte hex(int value) {
    int digit = value & 0xf;
    return (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
