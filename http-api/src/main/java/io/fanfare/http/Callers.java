package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.http.wire.SigV4Credential;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from a request who asks, in which region, and under which address the broker was found. */
final class Callers {

  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
  private static final Pattern REGIONAL_HOST =
      Pattern.compile("(?:sqs|sns)\\.(?<region>[a-z]{2}(?:-[a-z]{1,12}){1,3}-[0-9]{1,2})\\..*");
  /* Ports that go without saying are not said. */
  private static final Pattern PORT = Pattern.compile("(?!80$|443$)[0-9]{1,5}");
  private static final CharSequence FORWARDED_PROTO =
      HttpHeaders.createOptimized("X-Forwarded-Proto");
  private static final CharSequence FORWARDED_HOST =
      HttpHeaders.createOptimized("X-Forwarded-Host");
  private static final CharSequence FORWARDED_PORT =
      HttpHeaders.createOptimized("X-Forwarded-Port");
  private static final CharSequence TRACE_ID = HttpHeaders.createOptimized("X-Amzn-Trace-Id");

  private final HttpApiOptions options;
  private final String localEndpoint;
  private final Principal nobody;
  /* Nearly all requests of an event loop come to the same address. */
  private Host latest;
  private @Nullable SocketAddress latestPeer;
  private Caller.Transport transport = new Caller.Transport(null, false);

  Callers(HttpApiOptions options, int port) {
    this.options = options;
    this.localEndpoint = "http://localhost:" + port;
    this.latest = new Host("localhost:" + port, null);
    this.nobody = Principal.ofAccount(options.getAccount());
  }

  /** The caller of {@code exchange}. */
  Caller of(Exchange exchange, Optional<SigV4Credential> credential, Optional<QueuePath> path) {
    HttpServerRequest request = exchange.request();
    MultiMap headers = request.headers();
    Host host = host(headers);
    String region = host == null ? null : host.region();
    if (region == null) {
      region = path.map(QueuePath::region).orElse(null);
    }
    if (region == null) {
      region = credential.map(SigV4Credential::region).orElse(options.getRegion());
    }
    return new Caller(
        credential.flatMap(SigV4Credential::account).map(Principal::ofAccount).orElse(nobody),
        region,
        endpoint(headers, host),
        headers.get(TRACE_ID),
        credential.isPresent(),
        exchange.id(),
        transport(request));
  }

  /** Whoever {@code request} comes from, without a word of who that is; {@code id} is its id. */
  Caller of(HttpServerRequest request, String id) {
    MultiMap headers = request.headers();
    Host host = host(headers);
    String region = host == null ? null : host.region();
    return new Caller(
        nobody,
        region == null ? options.getRegion() : region,
        endpoint(headers, host),
        null,
        false,
        id,
        transport(request));
  }

  /* What a proxy says of those behind it is not believed here: anybody could say it. */
  private Caller.Transport transport(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    if (peer != latestPeer) {
      latestPeer = peer;
      transport = new Caller.Transport(peer == null ? null : peer.hostAddress(), request.isSSL());
    }
    return transport;
  }

  private String endpoint(MultiMap headers, @Nullable Host host) {
    String override = options.getEndpoint();
    if (override != null) {
      return override;
    }
    if (host == null) {
      return localEndpoint;
    }
    String proto = first(headers.get(FORWARDED_PROTO));
    String scheme = "https".equalsIgnoreCase(proto) ? "https://" : "http://";
    return scheme + host.text();
  }

  private @Nullable Host host(MultiMap headers) {
    String port = first(headers.get(FORWARDED_PORT));
    String forwarded = first(headers.get(FORWARDED_HOST));
    if (forwarded != null && HOST.matcher(forwarded).matches()) {
      return known(withPort(forwarded, port));
    }
    String text = headers.get(HttpHeaders.HOST);
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.equals(latest.text()) && !HOST.matcher(text).matches()) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse("The Host header is not valid.");
    }
    return known(withPort(text, port));
  }

  private static String withPort(String host, @Nullable String port) {
    if (port == null || host.lastIndexOf(':') > host.lastIndexOf(']')) {
      return host;
    }
    return PORT.matcher(port).matches() ? host + ":" + port : host;
  }

  private Host known(String text) {
    if (!text.equals(latest.text())) {
      Matcher regional = REGIONAL_HOST.matcher(text);
      latest = new Host(text, regional.matches() ? regional.group("region") : null);
    }
    return latest;
  }

  /* Proxies in a row each add a value; the first is the caller's. */
  private static @Nullable String first(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int comma = header.indexOf(',');
    return (comma < 0 ? header : header.substring(0, comma)).strip();
  }

  /** An address the broker is found under. */
  private record Host(String text, @Nullable String region) {}
}
