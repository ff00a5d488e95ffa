package io.fanfare.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.core.Caller;
import io.fanfare.core.Sha256;
import io.fanfare.http.authentication.Claimant;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.Pieces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person sees who opens the broker's address in a browser: what it is, where to look. */
final class FrontPage {

  private static final String HTML = "text/html; charset=utf-8";
  private static final byte[] NO_FORM = {};
  private static final String STYLE =
      """
      body { margin: 4rem auto; max-width: 44rem; padding: 0 1rem; font: 1rem/1.5 sans-serif;
        color: #222; background: #fff }
      pre { padding: 1rem; overflow-x: auto; background: #f2f2f2 }
      dt { font-weight: bold }
      @media (prefers-color-scheme: dark) {
        body { color: #ddd; background: #1b1b1b } pre { background: #2a2a2a } a { color: #8bf } }
      """;
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Fanfare</title>
      <style>%1$s</style>
      </head>
      <body>
      <h1>Fanfare</h1>
      <p>A durable broker that speaks the wire protocols of Amazon SNS and SQS. It is here for
      AWS&#39;s SDKs and the aws-cli, which need nothing but its address:</p>
      <pre>export AWS_ACCESS_KEY_ID=key AWS_SECRET_ACCESS_KEY=secret
      export AWS_DEFAULT_REGION=%2$s
      aws --endpoint-url %3$s sqs list-queues</pre>
      <dl>
      <dt>Version</dt><dd>%4$s</dd>
      <dt>Endpoint</dt><dd>%3$s</dd>
      <dt>Health</dt><dd><a href="/health">/health</a> answers 200 while the broker can work.</dd>
      %5$s%6$s<dt>Everything else</dt><dd>stands in README.md and docs, which the broker comes
      with.</dd>
      </dl>
      </body>
      </html>
      """;
  private static final String CONSOLE =
      """
      <dt>Console</dt><dd><a href="console/">/console</a> shows queues and topics.</dd>
      """;
  private static final String METRICS =
      """
      <dt>Metrics</dt><dd><a href="/metrics">/metrics</a> is for Prometheus.</dd>
      """;
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Callers callers;
  private final String policy;
  private final String metrics;
  private final String console;

  /**
   * @param hasMetrics whether the metrics are at the same port
   * @param hasConsole whether there is a console
   */
  FrontPage(Callers callers, boolean hasMetrics, boolean hasConsole) {
    this.callers = callers;
    this.metrics = hasMetrics ? METRICS : "";
    this.console = hasConsole ? CONSOLE : "";
    this.policy = POLICY.formatted(Base64.getEncoder().encodeToString(Sha256.of(STYLE)));
  }

  /** Whether {@code request} is a browser's for this page, and not for an action. */
  static boolean isAskedFor(HttpServerRequest request) {
    boolean read =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    @Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return read
        && accepted != null
        && accepted.toLowerCase(Locale.ROOT).contains("text/html")
        && "/".equals(request.path())
        && Parameters.of(request.query(), NO_FORM).get("Action") == null;
  }

  /** Answers {@code request} with the page. */
  void show(HttpServerRequest request, Exchanges exchanges) {
    Exchange exchange = exchanges.begin(request);
    Caller caller = callers.of(exchange, Claimant.ANONYMOUS, Optional.empty());
    String page =
        PAGE.formatted(
            STYLE,
            escaped(caller.region()),
            escaped(caller.endpoint()),
            escaped(version()),
            console,
            metrics);
    byte[] bytes = page.getBytes(UTF_8);
    request
        .response()
        .headers()
        .set("Content-Security-Policy", policy)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set(HttpHeaders.CACHE_CONTROL, "no-store")
        .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
    exchange.send(200, HTML, Pieces.of(bytes));
  }

  /* The manifest of the jar has it. */
  static String version() {
    @Nullable String version = FrontPage.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
