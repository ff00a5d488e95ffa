package io.fanfare.push.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses and ports are posted to: those of the public network, and what else was allowed.
 * An address of IPv6 that leads to one of IPv4 is judged as that.
 */
final class AddressRules {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int FIRST_USER_PORT = 1_024;

  private static final AddressRange TRANSLATED = AddressRange.parse("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
  private static final AddressRange PUBLIC_SIX = AddressRange.parse("2000::/3");

  /** Sources: RFC 6890 and the special-purpose registries of IANA. */
  private static final List<Denied> DENIED =
      List.of(
          denied("an unspecified", "0.0.0.0/8", "::/128"),
          denied("a loopback", "127.0.0.0/8", "::1/128"),
          denied("a private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
          denied("a shared", "100.64.0.0/10"),
          denied("a link-local", "169.254.0.0/16", "fe80::/10"),
          denied("a documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
          denied("a documentation", "2001:db8::/32", "3fff::/20"),
          denied("a reserved", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23"),
          denied("a multicast", "224.0.0.0/4", "ff00::/8"));

  private final List<AddressRange> allowed;
  private final boolean loopbackAllowed;
  private final IntPredicate ownPort;
  private final Predicate<InetAddress> local;

  /**
   * The rules for a broker.
   *
   * @param allowed ranges that are posted to whatever they are, but for the broker itself
   * @param loopbackAllowed whether loopback addresses are posted to
   * @param ownPort the ports that the broker listens at
   * @param local the addresses that this machine has
   */
  AddressRules(
      List<AddressRange> allowed,
      boolean loopbackAllowed,
      IntPredicate ownPort,
      Predicate<InetAddress> local) {
    this.allowed = List.copyOf(allowed);
    this.loopbackAllowed = loopbackAllowed;
    this.ownPort = ownPort;
    this.local = local;
  }

  private record Denied(String kind, List<AddressRange> ranges) {

    boolean contains(InetAddress address) {
      return within(address, ranges);
    }
  }

  private static Denied denied(String kind, String... ranges) {
    return new Denied(kind, Arrays.stream(ranges).map(AddressRange::parse).toList());
  }

  /** Whether {@code port} is one that HTTP servers have. */
  static boolean isHttpPort(int port) {
    return port == HTTP_PORT || port == HTTPS_PORT || port >= FIRST_USER_PORT;
  }

  /**
   * What keeps a push from {@code port} of {@code address}, as the rest of a sentence that begins
   * with a host; nothing if it may go there.
   */
  Optional<String> refusal(InetAddress address, int port) {
    InetAddress judged = judged(address);
    if (ownPort.test(port) && isOfThisMachine(judged)) {
      return Optional.of("is this broker");
    }
    if (within(address, allowed)
        || within(judged, allowed)
        || (loopbackAllowed && judged.isLoopbackAddress())) {
      return Optional.empty();
    }
    return kind(judged).map(kind -> "has " + kind + " address");
  }

  private boolean isOfThisMachine(InetAddress address) {
    return address.isLoopbackAddress() || address.isAnyLocalAddress() || local.test(address);
  }

  private static Optional<String> kind(InetAddress address) {
    for (Denied denied : DENIED) {
      if (denied.contains(address)) {
        return Optional.of(denied.kind());
      }
    }
    boolean six = address.getAddress().length > 4;
    return six && !PUBLIC_SIX.contains(address) ? Optional.of("a reserved") : Optional.empty();
  }

  private static boolean within(InetAddress address, List<AddressRange> ranges) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** The address of IPv4 that {@code address} leads to, or itself. */
  private static InetAddress judged(InetAddress address) {
    byte @Nullable [] four = null;
    byte[] bytes = address.getAddress();
    if (TRANSLATED.contains(address)) {
      four = Arrays.copyOfRange(bytes, 12, 16);
    } else if (SIX_TO_FOUR.contains(address)) {
      four = Arrays.copyOfRange(bytes, 2, 6);
    } else if (isMapped(bytes)) {
      four = Arrays.copyOfRange(bytes, 12, 16);
    }
    return four == null ? address : IpLiteral.address(four);
  }

  private static boolean isMapped(byte[] bytes) {
    return bytes.length == 16 && IpLiteral.address(bytes).getAddress().length == 4;
  }
}
