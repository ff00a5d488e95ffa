package io.fanfare.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanfare.fixture.Refusals;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.http.authentication.HostNames;
import io.fanfare.http.authentication.TrustedProxies;
import io.fanfare.http.wire.signature.CanonicalPath;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/**
 * Whatever the target of a request, its host and the headers of proxies say, they are read or
 * refused as the caller's mistake.
 */
class RequestHeadFuzzTest {

  private static final SocketAddress LOCAL = SocketAddress.inetSocketAddress(4566, "10.0.0.1");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

  private final FunctionRoutes routes = FunctionRoutes.of();
  private final TrustedProxies proxies =
      new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::/32", "127.0.0.1"));
  private final HostNames open = new HostNames(List.of(), null);
  private final HostNames listed =
      new HostNames(List.of("broker.example.com", "*.example.org:8080", "[::1]"), "http://x:1/");

  /** The first line is the target, the second one the host; others are X-Forwarded-For. */
  @DictionaryEntries({
    "/2015-03-31/functions/f/invocations",
    "/2017-03-31/tags/",
    "/queue/eu-west-1/000000000000/q",
    "/000000000000/",
    "http://",
    "/../",
    "%2e%2E",
    "%c3%a4",
    "?Action=",
    "*.example.org",
    "localhost.:80",
    "[::1]:4566",
    ", 10.0.0.5",
    "::ffff:10.0.0.1"
  })
  @FuzzTest(maxDuration = "10m")
  void heads(byte[] input) {
    List<String> lines = new String(input, ISO_8859_1).lines().toList();
    if (!lines.isEmpty() && !lines.get(0).isEmpty()) {
      Refusals.doneOrRefused(() -> target(lines.get(0)));
    }
    if (lines.size() > 1) {
      host(lines.get(1));
      String source = proxies.source("10.0.0.2", lines.subList(2, lines.size()));
      assertTrue(TrustedProxies.isRange(source));
    }
  }

  private void target(String uri) {
    String path = path(uri);
    RequestTarget.check(uri, path);
    String normalized = CanonicalPath.normalized(path);
    assertEquals(normalized, CanonicalPath.normalized(normalized));
    QueuePath.of(normalized).ifPresent(it -> assertTrue(it.text().startsWith("/")));
    METHODS.forEach(method -> routes.find(method, normalized));
  }

  /** The path in {@code uri}, as Vert.x has it. */
  private static String path(String uri) {
    int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
    int start = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
    int query = uri.indexOf('?', Math.max(0, start));
    return start < 0 ? "/" : uri.substring(start, query < 0 ? uri.length() : query);
  }

  private void host(String host) {
    if (Origins.isOrigin(host) || host.startsWith("*") || !HostNames.isName(host)) {
      return;
    }
    assertTrue(open.admit(host, LOCAL));
    open.vouchFor(host, LOCAL);
    boolean vouched = listed.vouchFor(host, LOCAL);
    assertTrue(listed.admit(host, LOCAL) || !vouched);
  }
}
