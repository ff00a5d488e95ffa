package io.fanfare.http;

import io.fanfare.http.wire.Parameters;
import io.fanfare.settings.Setting;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose web pages may use the broker: its own host's, and those of the origins that were named.
 *
 * <p>A browser sends simple requests of any page without asking first. It says where they come from
 * in {@code Origin}, or for a GET that is not about to be read, only in {@code Sec-Fetch-Site}.
 */
final class Origins {

  /** The setting that lists whose pages may use the broker. */
  static final Setting<List<String>> CORS =
      setting("corsOrigins")
          .meaning(
              "The origins, such as http://localhost:3000, whose web pages may use the broker; * is"
                  + " every one.");

  /** The setting that lists whose pages may open WebSockets. */
  static final Setting<List<String>> WEBSOCKET =
      setting("websocketOrigins")
          .meaning(
              "The origins whose web pages may open WebSockets, in place of the broker's own; * is"
                  + " every one.");

  private static final String ANY = "*";
  /* As browsers write it: in lower case, without a path, and without the scheme's own port. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\*|null|(?!http://.*:80$|https://.*:443$)[a-z][a-z0-9+.-]*://[^\\s/?#@,A-Z]+");
  /* Links to these stand in messages; each carries what only its reader knows. */
  private static final Set<String> LINKED = Set.of("ConfirmSubscription", "Unsubscribe");
  private static final byte[] NO_FORM = {};
  private static final CharSequence SEC_FETCH_SITE = HttpHeaders.createOptimized("Sec-Fetch-Site");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized("x-amzn-RequestId, x-amzn-query-error, Date");

  private final Set<String> named;

  Origins(List<String> named) {
    this.named = Set.copyOf(named);
  }

  private static Setting<List<String>> setting(String name) {
    return Setting.texts(name, "* or an origin such as http://localhost:3000", Origins::isOrigin);
  }

  /** Whether {@code text} is {@code *} or an origin as browsers write it. */
  static boolean isOrigin(String text) {
    return FORM.matcher(text).matches();
  }

  /** Says in the answer to {@code request}, whatever it will be, whether its page may read it. */
  void mark(HttpServerRequest request) {
    if (named.isEmpty()) {
      return;
    }
    MultiMap answer = request.response().headers();
    if (named.contains(ANY)) {
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
      answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      return;
    }
    answer.set(HttpHeaders.VARY, "Origin");
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && named.contains(origin)) {
      answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /** Whether the page that sent {@code request} may; so may everything that is no page. */
  boolean admits(HttpServerRequest request) {
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (named.contains(ANY)) {
      return true;
    }
    return origin == null
        ? !isForeignGet(request)
        : named.contains(origin) || isOwn(origin, request.getHeader(HttpHeaders.HOST));
  }

  /* A GET without parameters does nothing: a link to the front page is welcome anywhere. */
  private static boolean isForeignGet(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method()) || request.query() == null) {
      return false;
    }
    @Nullable String site = request.getHeader(SEC_FETCH_SITE);
    return ("cross-site".equals(site) || "same-site".equals(site)) && !isLinked(request.query());
  }

  private static boolean isLinked(@Nullable String query) {
    @Nullable String action = Parameters.of(query, NO_FORM).get("Action");
    return action != null && LINKED.contains(action);
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    int authority = origin.indexOf("://") + 3;
    return host != null
        && (origin.startsWith("http://") || origin.startsWith("https://"))
        && origin.substring(authority).equalsIgnoreCase(host);
  }
}
