package io.fanfare.push.http;

import java.net.InetAddress;
import java.util.Optional;

/** A range of IP addresses, those whose first bits are the same. */
public final class AddressRange {

  private static final int V4_BYTES = 4;

  private final byte[] first;
  private final int bits;

  private AddressRange(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** Whether {@code text} is a range in CIDR form. */
  public static boolean isOne(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /**
   * The range that {@code text} is the CIDR form of, such as {@code 10.0.0.0/8} or {@code
   * fd00::/8}; an address alone is a range of one.
   *
   * @throws IllegalArgumentException with a sentence, if it is none: no address, more bits than an
   *     address has, or an address that does not begin a range of so many bits
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        IpLiteral.bytes(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> malformed(text, "does not begin with an IP address"));
    if (address.length > V4_BYTES && IpLiteral.address(address).getAddress().length == V4_BYTES) {
      throw malformed(text, "must be written as IPv4");
    }
    int bits = address.length * Byte.SIZE;
    if (slash >= 0) {
      bits =
          bits(text.substring(slash + 1), bits)
              .orElseThrow(() -> malformed(text, "has no length that its addresses have"));
    }
    for (int i = bits; i < address.length * Byte.SIZE; i++) {
      if (bit(address, i)) {
        throw malformed(text, "has an address that is not the first of its range");
      }
    }
    return new AddressRange(address, bits);
  }

  private static Optional<Integer> bits(String text, int most) {
    return Optional.of(text)
        .filter(number -> number.matches("0|[1-9][0-9]{0,2}"))
        .map(Integer::valueOf)
        .filter(number -> number <= most);
  }

  private static IllegalArgumentException malformed(String text, String sentence) {
    return new IllegalArgumentException("The range of addresses " + text + " " + sentence);
  }

  /** Whether {@code address} lies in it; no IPv4 address lies in a range of IPv6. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (bit(bytes, i) != bit(first, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] bytes, int i) {
    return (bytes[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) != 0;
  }

  @Override
  public String toString() {
    return IpLiteral.address(first).getHostAddress() + "/" + bits;
  }
}
