package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.http.authentication.Claimant;
import io.fanfare.http.authentication.HostNames;
import io.fanfare.http.authentication.TrustedProxies;
import io.fanfare.http.wire.signature.SignatureError;
import io.fanfare.queues.model.QueueError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from a request who asks, in which region, and under which address the broker was found. */
final class Callers {

  /** What policies see of a header. */
  private static final int MOST_OF_HEADER = 512;

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
  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
  private static final CharSequence TRACE_ID = HttpHeaders.createOptimized("X-Amzn-Trace-Id");

  private final HttpApiOptions options;
  private final String scheme;
  private final String localEndpoint;
  private final Principal nobody;
  private final TrustedProxies proxies;
  private final HostNames hosts;
  private final boolean guarded;
  /* Nearly all requests of an event loop come to the same address. */
  private Host latest;
  private Vouched vouched;
  private @Nullable SocketAddress latestPeer;
  private Caller.Transport transport = new Caller.Transport(null, false);

  /**
   * @param guarded whether there is access control: then who is no trusted proxy is not believed
   *     where the broker is found
   * @param secure whether it listens over TLS
   */
  Callers(HttpApiOptions options, int port, boolean guarded, boolean secure) {
    this.options = options;
    this.guarded = guarded;
    this.proxies = new TrustedProxies(options.getTrustedProxies());
    this.hosts = new HostNames(options.getAllowedHosts(), options.getEndpoint());
    this.scheme = secure ? "https://" : "http://";
    this.localEndpoint = scheme + "localhost:" + port;
    this.latest = new Host("localhost:" + port, null);
    this.vouched = new Vouched(new Host("", null), null, false);
    this.nobody = Principal.ofAccount(options.getAccount());
  }

  /** Who makes requests that do not say who does. */
  Principal nobody() {
    return nobody;
  }

  /** The address that {@code request} comes from, as text. */
  @Nullable String address(HttpServerRequest request) {
    return transport(request).sourceAddress();
  }

  /**
   * The caller of {@code exchange}.
   *
   * @throws io.fanfare.core.BrokerException if the claimant proves to ask for one region at the
   *     address of another
   */
  Caller of(Exchange exchange, Claimant claimant, Optional<QueuePath> path) {
    HttpServerRequest request = exchange.request();
    MultiMap headers = request.headers();
    boolean forwarded = believes(request);
    Host host = host(headers, forwarded);
    return new Caller(
        claimant.principal(),
        region(claimant, host, path),
        endpoint(headers, host, forwarded),
        headers.get(TRACE_ID),
        claimant.signed(),
        claimant.proven(),
        exchange.id(),
        transport(request));
  }

  private String region(Claimant claimant, @Nullable Host host, Optional<QueuePath> path) {
    String ofHost = host == null ? null : host.region();
    String ofPath = path.map(QueuePath::region).orElse(null);
    String own = claimant.region();
    if (own != null && claimant.proven()) {
      if ((ofHost != null && !ofHost.equals(own)) || (ofPath != null && !ofPath.equals(own))) {
        throw SignatureError.MISMATCH.refuse(
            "Credential should be scoped to a valid region, not '%s'. ", own);
      }
      return own;
    }
    String addressed = ofHost != null ? ofHost : ofPath;
    return addressed != null ? addressed : own != null ? own : options.getRegion();
  }

  /** Whoever {@code request} comes from, without a word of who that is; {@code id} is its id. */
  Caller of(HttpServerRequest request, String id) {
    MultiMap headers = request.headers();
    boolean forwarded = believes(request);
    Host host = host(headers, forwarded);
    String region = host == null ? null : host.region();
    return new Caller(
        nobody,
        region == null ? options.getRegion() : region,
        endpoint(headers, host, forwarded),
        null,
        false,
        false,
        id,
        transport(request));
  }

  /**
   * Refuses {@code request} if it came under a name that is not the broker's, where its names are
   * listed: a page may have such a name point here.
   */
  void checkHost(HttpServerRequest request) {
    if (!hosts.areOpen()) {
      Host host = host(request.headers(), believes(request));
      if (host != null && !hosts.admit(host.text(), request.localAddress())) {
        throw QueueError.INVALID_ADDRESS.refuse(
            "The address %s%s/ is not valid for this endpoint.", scheme, host.text());
      }
    }
  }

  /**
   * {@code caller}, who made {@code request}, as one whose messages others get: URLs in those begin
   * with an address that is the broker's for certain, whatever the caller calls it.
   */
  Caller sender(HttpServerRequest request, Caller caller) {
    return isVouchedFor(request) ? caller : caller.at(arrival(request.localAddress()));
  }

  private boolean isVouchedFor(HttpServerRequest request) {
    if (options.getEndpoint() != null || (!guarded && hosts.areOpen())) {
      return true;
    }
    boolean forwarded = believes(request);
    Host host = host(request.headers(), forwarded);
    return host != null
        && (vouchesFor(host, request.localAddress())
            || (hosts.areOpen() && forwarded && saidHost(request.headers()) != null));
  }

  /* Nearly all requests of an event loop have the same answer. */
  private boolean vouchesFor(Host host, @Nullable SocketAddress local) {
    if (!host.equals(vouched.host()) || !Objects.equals(local, vouched.local())) {
      vouched = new Vouched(host, local, hosts.vouchFor(host.text(), local));
    }
    return vouched.yes();
  }

  private String arrival(@Nullable SocketAddress local) {
    String address = local == null ? null : local.hostAddress();
    if (local == null || address == null || address.startsWith("127.") || isLoopback(address)) {
      return localEndpoint;
    }
    String plain = address.split("%", 2)[0];
    return scheme + (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + local.port();
  }

  /* Vert.x writes addresses as Java does, without the short form of zeros. */
  private static boolean isLoopback(String address) {
    return address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }

  /* What a proxy says of those behind it is believed of those only that a setting names. */
  private Caller.Transport transport(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    if (peer != latestPeer) {
      latestPeer = peer;
      transport = new Caller.Transport(peer == null ? null : peer.hostAddress(), request.isSSL());
    }
    String address = transport.sourceAddress();
    boolean isProxy = address != null && proxies.have(address);
    return isProxy || guarded ? transport(address, isProxy, request.headers()) : transport;
  }

  /* Whoever sends a longer one could have sent its beginning; policies may have many patterns. */
  private static @Nullable String cut(@Nullable String header) {
    return header == null || header.length() <= MOST_OF_HEADER
        ? header
        : header.substring(0, MOST_OF_HEADER);
  }

  private Caller.Transport transport(@Nullable String address, boolean isProxy, MultiMap headers) {
    String proto = isProxy ? last(headers, FORWARDED_PROTO) : null;
    return new Caller.Transport(
        isProxy && address != null
            ? proxies.source(address, headers.getAll(FORWARDED_FOR))
            : address,
        proto == null ? transport.secure() : proto.equalsIgnoreCase("https"),
        cut(headers.get(HttpHeaders.USER_AGENT)),
        cut(headers.get(HttpHeaders.REFERER)));
  }

  /* Where nothing is guarded, anybody may say where the broker is found. */
  private boolean believes(HttpServerRequest request) {
    if (believesAll()) {
      return true;
    }
    SocketAddress peer = request.remoteAddress();
    return peer != null && proxies.have(peer.hostAddress());
  }

  private boolean believesAll() {
    return !guarded && proxies.isEmpty() && hosts.areOpen();
  }

  private String endpoint(MultiMap headers, @Nullable Host host, boolean forwarded) {
    String override = options.getEndpoint();
    if (override != null) {
      return override;
    }
    if (host == null) {
      return localEndpoint;
    }
    String proto = forwarded ? said(headers, FORWARDED_PROTO) : null;
    if (proto == null) {
      return scheme + host.text();
    }
    return ("https".equalsIgnoreCase(proto) ? "https://" : "http://") + host.text();
  }

  private @Nullable Host host(MultiMap headers, boolean forwarded) {
    String port = forwarded ? said(headers, FORWARDED_PORT) : null;
    String name = forwarded ? saidHost(headers) : null;
    if (name != null) {
      return known(withPort(name, port));
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

  private @Nullable String saidHost(MultiMap headers) {
    String name = said(headers, FORWARDED_HOST);
    return name != null && HOST.matcher(name).matches() ? name : null;
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

  private @Nullable String said(MultiMap headers, CharSequence name) {
    return believesAll() ? first(headers.get(name)) : last(headers, name);
  }

  /* What stands before the value of the proxy that is trusted, anybody may have written. */
  private static @Nullable String last(MultiMap headers, CharSequence name) {
    List<String> all = headers.getAll(name);
    if (all.isEmpty()) {
      return null;
    }
    String header = all.get(all.size() - 1);
    return header.substring(header.lastIndexOf(',') + 1).strip();
  }

  /* Proxies in a row each add a value; the first is the caller's. */
  private static @Nullable String first(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int comma = header.indexOf(',');
    return (comma < 0 ? header : header.substring(0, comma)).strip();
  }

  /** Whether others may be told an address that the broker was found under. */
  private record Vouched(Host host, @Nullable SocketAddress local, boolean yes) {}

  /** An address the broker is found under. */
  private record Host(String text, @Nullable String region) {}
}
