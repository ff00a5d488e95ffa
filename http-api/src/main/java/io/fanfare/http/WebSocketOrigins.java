package io.fanfare.http;

import io.fanfare.settings.Setting;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose web pages may open a WebSocket: those of the origins that were named. If none were, those
 * of the broker's own host, but only by a name that is surely its own: a page whose name was made
 * to point here would be of the same host, too.
 */
final class WebSocketOrigins {

  /** How many WebSockets of pages and of all others may be open. */
  static final Setting<Integer> CONNECTIONS =
      Setting.whole("websocketConnections", 0, 1_000_000)
          .orElse(10_000)
          .meaning("How many WebSockets may be open at a time.");

  private static final String ANY = "*";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> named;
  private final String own;

  /**
   * The pages of {@code named} origins.
   *
   * @param own the address that the broker listens on
   */
  WebSocketOrigins(List<String> named, String own) {
    this.named = Set.copyOf(named);
    this.own = own.indexOf(':') < 0 ? own : "[" + own + "]";
  }

  /** Whether the page that sent {@code request} may; so may everything that is no page. */
  boolean admits(HttpServerRequest request) {
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || named.contains(ANY)) {
      return true;
    }
    return named.isEmpty()
        ? isOwn(origin, request.getHeader(HttpHeaders.HOST))
        : named.contains(origin);
  }

  /* TLS may end at a proxy, so the scheme says nothing. */
  private boolean isOwn(String origin, @Nullable String host) {
    int authority = origin.indexOf("://") + 3;
    if (authority < 3 || host == null || !origin.substring(authority).equalsIgnoreCase(host)) {
      return false;
    }
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return LOOPBACK.contains(name) || name.equalsIgnoreCase(own);
  }
}
