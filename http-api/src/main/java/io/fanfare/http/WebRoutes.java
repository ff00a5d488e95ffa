package io.fanfare.http;

import io.fanfare.core.CommonError;
import io.fanfare.http.console.Console;
import io.fanfare.http.status.Health;
import io.fanfare.http.status.HealthPages;
import io.fanfare.http.status.StatusServer;
import io.fanfare.http.wire.Pieces;
import io.fanfare.topics.model.SigningCertificate;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What is served besides the actions: health, metrics, the certificate of signatures, the console,
 * and what a browser asks before it lets a page ask.
 */
final class WebRoutes {

  private static final System.Logger LOG = System.getLogger(WebRoutes.class.getName());
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final String PEM = "application/x-pem-file";
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String DEFAULT_HEADERS =
      "authorization, content-type, x-amz-date, x-amz-target, x-amz-security-token,"
          + " x-amz-content-sha256, x-amz-user-agent, x-amzn-query-mode, amz-sdk-invocation-id,"
          + " amz-sdk-request";
  private static final String MAX_AGE_SECONDS = "172800";

  private final Services services;
  private final HttpApiOptions options;
  private final Exchanges exchanges;
  private final Handler<HttpServerRequest> actions;

  /**
   * @param actions answers the GET requests of the Query protocol
   */
  WebRoutes(
      Services services,
      HttpApiOptions options,
      Exchanges exchanges,
      Handler<HttpServerRequest> actions) {
    this.services = services;
    this.options = options;
    this.exchanges = exchanges;
    this.actions = actions;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.options().handler(WebRoutes::preflight);
    HealthPages.add(router, this::health);
    services
        .metrics()
        .ifPresent(
            shown ->
                HealthPages.read(router.route("/metrics"))
                    .handler(context -> metrics(vertx, shown, context)));
    HealthPages.read(router.routeWithRegex("/SimpleNotificationService-.*\\.pem"))
        .handler(this::certificate);
    if (options.isConsole()) {
      Console.add(router, options.getRegion());
    }
    HealthPages.read(router.route()).handler(context -> actions.handle(context.request()));
    router.route().handler(this::refuse);
    router.errorHandler(BAD_REQUEST, this::malformed);
    router.errorHandler(INTERNAL_SERVER_ERROR, WebRoutes::fail);
    return router;
  }

  /* Whether the page that asks may read answers stands in this one already. */
  private static void preflight(RoutingContext context) {
    String asked = context.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    MultiMap headers = context.response().headers().set(HttpHeaders.ALLOW, METHODS);
    if (headers.contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      headers
          .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked == null ? DEFAULT_HEADERS : asked)
          .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
    context.response().end();
  }

  private Health health() {
    return exchanges.isDraining() ? Health.DRAINING : services.health().get();
  }

  private void metrics(Vertx vertx, PrometheusMeterRegistry metrics, RoutingContext context) {
    String type = StatusServer.PROMETHEUS;
    vertx
        .executeBlocking(() -> Pieces.of(metrics.scrape(type)), false)
        .onSuccess(text -> exchanges.begin(context.request()).send(200, type, text))
        .onFailure(context::fail);
  }

  private void certificate(RoutingContext context) {
    SigningCertificate certificate = services.topics().signingCertificate();
    if (context.request().path().equals(certificate.path())) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, PEM).end(certificate.pem());
    } else {
      context.next();
    }
  }

  /* What the router itself cannot read would else be logged as a fault. */
  private void malformed(RoutingContext context) {
    exchanges
        .begin(context.request())
        .refuse(
            AwsRequests.dialectOf(context.request()),
            BAD_REQUEST,
            CommonError.MALFORMED_INPUT.refuse("The request cannot be read."));
  }

  private static void fail(RoutingContext context) {
    String id = context.response().headers().get(Headers.REQUEST_ID);
    LOG.log(System.Logger.Level.ERROR, "Request " + id + " failed", context.failure());
    context.response().setStatusCode(INTERNAL_SERVER_ERROR).end();
  }

  private void refuse(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, METHODS);
    exchanges
        .begin(context.request())
        .refuse(
            AwsRequests.dialectOf(context.request()),
            METHOD_NOT_ALLOWED,
            CommonError.UNKNOWN_OPERATION.refuse(
                "The method %s is not allowed here.", context.request().method()));
  }
}
