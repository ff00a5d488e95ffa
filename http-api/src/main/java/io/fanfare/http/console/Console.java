package io.fanfare.http.console;

import io.fanfare.settings.Setting;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A page at {@code /console/} that shows queues and topics and lets people work with them. It is a
 * client of the API like others, so it has no rights and no way in of its own. What it loads stands
 * below a name that changes with any of it, and is kept by browsers for good.
 */
public final class Console {

  /** Whether there is a console. */
  public static final Setting<Boolean> SETTING =
      Setting.flag("console").orElse(true).meaning("Shows the console at /console.");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String AT_ONCE = "no-cache";
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final int NOT_MODIFIED = 304;

  private final ConsoleFiles files;
  private final ConsoleFile page;

  private Console(ConsoleFiles files, String region) {
    this.files = files;
    this.page = files.page(region);
  }

  /**
   * Adds the console to {@code router}.
   *
   * @param region the region of requests that name none
   */
  public static void add(Router router, String region) {
    Console console = new Console(ConsoleFiles.shared(), region);
    read(router, "/console", Console::enter);
    read(router, "/console/", context -> console.show(context, console.page, AT_ONCE));
    read(router, "/console/:version/:name", console::file);
  }

  private static void read(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  /* Relative, for whoever comes through a proxy; a queue of that name is asked with an action. */
  private static void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.path().equals("/console") || request.query() != null) {
      context.next();
      return;
    }
    secured(context.response())
        .setStatusCode(308)
        .putHeader(HttpHeaders.LOCATION, "console/")
        .end();
  }

  private void file(RoutingContext context) {
    @Nullable ConsoleFile file =
        files.version().equals(context.pathParam("version"))
            ? files.find(context.pathParam("name"))
            : null;
    if (file == null) {
      context.next();
    } else {
      show(context, file, FOR_GOOD);
    }
  }

  private void show(RoutingContext context, ConsoleFile file, String caching) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = secured(context.response());
    ConsoleFile.Form form = file.form(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    response.headers().add(HttpHeaders.VARY, "Accept-Encoding");
    response.putHeader(HttpHeaders.CACHE_CONTROL, caching).putHeader(HttpHeaders.ETAG, form.tag());
    if (form.isMeantBy(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(form.content().length()));
    if (form.isPacked()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.end(form.content());
  }

  private static HttpServerResponse secured(HttpServerResponse response) {
    return response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }
}
