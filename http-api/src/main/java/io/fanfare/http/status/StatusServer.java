package io.fanfare.http.status;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Health and metrics at a port of their own, which answers from before the store is opened until
 * after it is closed.
 */
public final class StatusServer {

  /** What metrics are written in. */
  public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final int IDLE_SECONDS = 75;
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final System.Logger LOG = System.getLogger(StatusServer.class.getName());

  private final HttpServer server;

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens as {@code options} say, which have a port.
   *
   * @param health asked on an event loop, so it must not block
   * @return fails with a {@link ListenException} if it cannot listen there
   */
  public static Future<StatusServer> open(
      Vertx vertx,
      StatusOptions options,
      PrometheusMeterRegistry metrics,
      Supplier<Health> health) {
    int port = options.port().orElseThrow();
    Router router = Router.router(vertx);
    HealthPages.add(router, health);
    HealthPages.read(router.route("/metrics")).handler(context -> metrics(vertx, metrics, context));
    router.errorHandler(INTERNAL_SERVER_ERROR, StatusServer::fail);
    HttpServerOptions server =
        new HttpServerOptions()
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(server)
        .requestHandler(router)
        .listen(port, options.getHost())
        .map(StatusServer::new)
        .recover(e -> Future.failedFuture(new ListenException(options.getHost(), port, e)));
  }

  private static void metrics(
      Vertx vertx, PrometheusMeterRegistry metrics, RoutingContext context) {
    vertx
        .executeBlocking(() -> Buffer.buffer(metrics.scrape(PROMETHEUS)), false)
        .onSuccess(
            text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS).end(text))
        .onFailure(context::fail);
  }

  private static void fail(RoutingContext context) {
    LOG.log(System.Logger.Level.ERROR, "The metrics cannot be read", context.failure());
    context.response().setStatusCode(INTERNAL_SERVER_ERROR).end();
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening and closes its connections. */
  public Future<Void> close() {
    return server.close();
  }
}
