package io.fanfare.core.policy.condition;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that begin with the same bits. An address of version 4 that is written as one of
 * version 6 ({@code ::ffff:10.0.0.1}) is one of version 4.
 */
public final class IpRange {

  private static final int V4 = 4;
  private static final int V6 = 16;
  private static final int GROUPS = 8;
  private static final int MAPPED_BITS = 96;
  private static final int MOST_CHARACTERS = 64;
  private static final int NETWORK_BYTES = 8;

  private final byte[] address;
  private final int bits;

  private IpRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** The range that {@code text} spells, such as {@code 10.0.0.0/8}, or a single address. */
  public static Optional<IpRange> parse(String text) {
    int slash = text.indexOf('/');
    byte[] raw = bytes(slash < 0 ? text : text.substring(0, slash));
    if (raw == null) {
      return Optional.empty();
    }
    int bits = slash < 0 ? raw.length * Byte.SIZE : number(text.substring(slash + 1), 10, 3);
    if (bits < 0 || bits > raw.length * Byte.SIZE) {
      return Optional.empty();
    }
    byte[] address = unmapped(raw);
    int cut = (raw.length - address.length) * Byte.SIZE;
    /* A range that is wider than all mapped addresses is one of version 6. */
    return Optional.of(bits < cut ? new IpRange(raw, bits) : new IpRange(address, bits - cut));
  }

  /** Whether {@code text} spells an address of the range. */
  public boolean has(String text) {
    byte[] raw = bytes(text);
    byte[] other = raw == null ? null : unmapped(raw);
    if (other == null || other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      int at = bit / Byte.SIZE;
      if ((address[at] & mask) != (other[at] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * One spelling of all addresses that usually are of the same owner as {@code address}: of version
   * 6 those with the same first 64 bits, of version 4 that one. What is no address is left as it
   * is.
   */
  public static String network(String address) {
    byte[] raw = bytes(address);
    if (raw == null) {
      return address;
    }
    byte[] bytes = unmapped(raw);
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
  }

  private static byte[] unmapped(byte[] address) {
    if (address.length != V6 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, MAPPED_BITS / Byte.SIZE, V6);
  }

  private static byte @Nullable [] bytes(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return null;
    }
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    return address.indexOf(':') < 0 ? v4(address) : v6(address);
  }

  private static byte @Nullable [] v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[V4];
    if (parts.length != V4) {
      return null;
    }
    for (int i = 0; i < V4; i++) {
      int part = number(parts[i], 10, 3);
      if (part < 0 || part > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
        return null;
      }
      address[i] = (byte) part;
    }
    return address;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all != null && all.length == V6 ? all : null;
    }
    byte[] front = groups(text.substring(0, gap));
    byte[] back = groups(text.substring(gap + 2));
    boolean misplaced = text.lastIndexOf('.', gap) >= 0;
    if (misplaced || front == null || back == null || front.length + back.length > V6 - 2) {
      return null;
    }
    byte[] address = Arrays.copyOf(front, V6);
    System.arraycopy(back, 0, address, V6 - back.length, back.length);
    return address;
  }

  /** Groups of four digits, the last two of which may be an address of version 4. */
  private static byte @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[V6 + V4];
    int length = 0;
    if (parts.length > GROUPS) {
      return null;
    }
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        byte[] v4 = v4(parts[i]);
        if (v4 == null) {
          return null;
        }
        System.arraycopy(v4, 0, bytes, length, V4);
        length += V4;
      } else {
        int group = number(parts[i], 16, 4);
        if (group < 0) {
          return null;
        }
        bytes[length++] = (byte) (group >> Byte.SIZE);
        bytes[length++] = (byte) group;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The number of at most {@code digits} digits that {@code text} spells, or else -1. */
  private static int number(String text, int radix, int digits) {
    if (text.isEmpty() || text.length() > digits) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      int digit = next < 128 ? Character.digit(next, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
