package io.fanfare.push.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as they are written, without a look at any name. */
final class IpLiteral {

  private static final int QUAD = 4;
  private static final int MOST = 255;
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private IpLiteral() {}

  /**
   * The address that {@code text} spells: four decimal numbers without zeros in front, or IPv6
   * without brackets and zone; nothing if it is neither. An IPv4 address within IPv6 is that IPv4
   * address.
   */
  static Optional<InetAddress> parse(String text) {
    return bytes(text).map(IpLiteral::address);
  }

  /** The 4 or 16 bytes of the address that {@code text} spells; nothing if it spells none. */
  static Optional<byte[]> bytes(String text) {
    if (text.indexOf(':') < 0) {
      return Optional.ofNullable(quad(text));
    }
    return SIX.matcher(text).matches()
        ? Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
        : Optional.empty();
  }

  /** The bytes of four decimal numbers; without a pattern, as each attempt of a push asks. */
  private static byte @Nullable [] quad(String text) {
    byte[] bytes = new byte[QUAD];
    int at = 0;
    for (int i = 0; i < QUAD; i++) {
      int start = at;
      int number = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && number <= MOST) {
        number = 10 * number + text.charAt(at++) - '0';
      }
      boolean zeroInFront = at - start > 1 && text.charAt(start) == '0';
      boolean ended = i == QUAD - 1 ? at == text.length() : text.startsWith(".", at);
      if (at == start || number > MOST || zeroInFront || !ended) {
        return null;
      }
      bytes[i] = (byte) number;
      at++;
    }
    return bytes;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The address of {@code bytes}, which are 4 or 16. */
  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An IP address has 4 or 16 bytes", e);
    }
  }
}
