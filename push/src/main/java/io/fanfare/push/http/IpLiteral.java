package io.fanfare.push.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as they are written, without a look at any name. */
final class IpLiteral {

  private static final Pattern QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\\.(?!$)|$)){4}");
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
    boolean literal = QUAD.matcher(text).matches() || SIX.matcher(text).matches();
    return literal
        ? Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
        : Optional.empty();
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
