package io.fanfare.http;

import io.fanfare.core.CommonError;
import io.fanfare.http.wire.Pieces;
import io.fanfare.topics.model.SigningCertificate;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What is served besides the actions: health, metrics, the certificate of signatures, and what a
 * browser asks before it lets a page ask.
 */
final class WebRoutes {

  private static final System.Logger LOG = System.getLogger(WebRoutes.class.getName());
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String JSON = "application/json";
  private static final String PEM = "application/x-pem-file";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String DEFAULT_HEADERS =
      "authorization, content-type, x-amz-date, x-amz-target, x-amz-security-token,"
          + " x-amz-content-sha256, x-amz-user-agent, x-amzn-query-mode, amz-sdk-invocation-id,"
          + " amz-sdk-request";
  private static final String MAX_AGE_SECONDS = "172800";

  private final Services services;
  private final Exchanges exchanges;
  private final Handler<HttpServerRequest> actions;

  /**
   * @param actions answers the GET requests of the Query protocol
   */
  WebRoutes(Services services, Exchanges exchanges, Handler<HttpServerRequest> actions) {
    this.services = services;
    this.exchanges = exchanges;
    this.actions = actions;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.options().handler(WebRoutes::preflight);
    read(router.route("/health")).handler(this::health);
    read(router.route("/metrics")).handler(context -> metrics(vertx, context));
    read(router.routeWithRegex("/SimpleNotificationService-.*\\.pem")).handler(this::certificate);
    read(router.route()).handler(context -> actions.handle(context.request()));
    router.route().handler(this::refuse);
    router.errorHandler(BAD_REQUEST, this::malformed);
    router.errorHandler(INTERNAL_SERVER_ERROR, WebRoutes::fail);
    return router;
  }

  /* Who may read may ask for the head alone. */
  private static Route read(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
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

  private void health(RoutingContext context) {
    Health health = exchanges.isDraining() ? Health.UNAVAILABLE : services.health().get();
    context
        .response()
        .setStatusCode(health.isAvailable() ? 200 : SERVICE_UNAVAILABLE)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(health.json());
  }

  private void metrics(Vertx vertx, RoutingContext context) {
    vertx
        .executeBlocking(() -> Pieces.of(services.metrics().scrape(PROMETHEUS)), false)
        .onSuccess(text -> exchanges.begin(context.request()).send(200, PROMETHEUS, text))
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
