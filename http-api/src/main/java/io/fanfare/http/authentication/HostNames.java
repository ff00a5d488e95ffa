package io.fanfare.http.authentication;

import io.fanfare.core.policy.condition.IpRange;
import io.fanfare.settings.Setting;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the broker is found: those that were listed, and the addresses that are surely
 * its own. A request may come under any name as long as none was listed.
 */
public final class HostNames {

  /** The names that are listed, as they are set. */
  public static final Setting<List<String>> SETTING =
      Setting.texts(
              "allowedHosts",
              "a name or an address, with a port or without, or *. and a name",
              HostNames::isName)
          .meaning(
              "The names, such as broker.example.com or *.example.com, under which the broker is"
                  + " found; requests under others are refused, and none listed means all may come.");

  private static final String BELOW = "*.";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:\\*\\.)?[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.*\\.)?localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  private final List<Name> listed;

  /** A name as a request or a list has it; whoever lists it without a port means any. */
  private record Name(String text, String port) {

    static Name of(String host) {
      int colon = host.lastIndexOf(':');
      int end = colon > host.lastIndexOf(']') ? colon : host.length();
      String name = host.substring(0, end).toLowerCase(Locale.ROOT);
      return new Name(
          name.endsWith(".") ? name.substring(0, name.length() - 1) : name,
          end == host.length() ? "" : host.substring(end + 1));
    }

    boolean covers(Name other) {
      boolean named =
          text.startsWith(BELOW)
              ? other.text.endsWith(text.substring(1)) && other.text.length() >= text.length()
              : other.text.equals(text);
      return named && (port.isEmpty() || port.equals(other.port));
    }

    boolean isLoopback() {
      return LOOPBACK.matcher(text).matches();
    }

    boolean isAddress(@Nullable SocketAddress local) {
      String address = local == null ? null : local.hostAddress();
      String own = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
      return address != null && IpRange.parse(own).filter(it -> it.has(address)).isPresent();
    }
  }

  /**
   * The names in {@code listed}, and that in {@code endpoint}, if any are listed.
   *
   * @param endpoint what URLs begin with, if that was set
   */
  public HostNames(List<String> listed, @Nullable String endpoint) {
    Stream<String> own = listed.isEmpty() ? Stream.empty() : hostOf(endpoint).stream();
    this.listed = Stream.concat(listed.stream(), own).map(Name::of).toList();
  }

  private static Optional<String> hostOf(@Nullable String endpoint) {
    return Optional.ofNullable(endpoint)
        .map(url -> url.substring(url.indexOf("://") + 3).split("/", 2)[0])
        .filter(HostNames::isName);
  }

  /** Whether {@code text} is a name or an address, maybe with a port, or all names below one. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  /** Whether none was listed, so that requests may come under any name. */
  public boolean areOpen() {
    return listed.isEmpty();
  }

  /** Whether requests to {@code host} may come that have arrived at {@code local}. */
  public boolean admit(String host, @Nullable SocketAddress local) {
    if (areOpen()) {
      return true;
    }
    Name name = Name.of(host);
    return has(name) || name.isLoopback() || name.isAddress(local);
  }

  /**
   * Whether others than the caller may be told to find the broker at {@code host}, which the caller
   * has found at {@code local} by it.
   */
  public boolean vouchFor(String host, @Nullable SocketAddress local) {
    Name name = Name.of(host);
    if (!areOpen()) {
      return has(name);
    }
    return name.isLoopback()
        || (name.isAddress(local) && local != null && name.port().equals("" + local.port()));
  }

  private boolean has(Name name) {
    for (Name one : listed) {
      if (one.covers(name)) {
        return true;
      }
    }
    return false;
  }
}
