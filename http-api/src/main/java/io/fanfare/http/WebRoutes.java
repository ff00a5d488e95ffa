package io.fanfare.http;

import io.fanfare.core.ErrorCode;
import io.fanfare.topics.model.SigningCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What is served besides the actions: health, metrics, the certificate of signatures, and leave for
 * browsers to ask.
 */
final class WebRoutes {

  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String JSON = "application/json";
  private static final String PEM = "application/x-pem-file";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String METHODS = "GET, POST, OPTIONS";
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
    router.get("/health").handler(this::health);
    router.get("/metrics").handler(context -> metrics(vertx, context));
    router.getWithRegex("/SimpleNotificationService-.*\\.pem").handler(this::certificate);
    router.get().handler(context -> actions.handle(context.request()));
    router.route().handler(this::refuse);
    return router;
  }

  private static void preflight(RoutingContext context) {
    String asked = context.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    HttpServerResponse response = context.response();
    response
        .headers()
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, Headers.ANY_ORIGIN)
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked == null ? DEFAULT_HEADERS : asked)
        .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    response.end();
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
        .executeBlocking(() -> services.metrics().scrape(PROMETHEUS), false)
        .onSuccess(
            text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS).end(text))
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

  private void refuse(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, METHODS);
    exchanges
        .begin(context.request())
        .refuse(
            AwsRequests.dialectOf(context.request()),
            METHOD_NOT_ALLOWED,
            ErrorCode.UNKNOWN_OPERATION.refuse(
                "The method %s is not allowed here.", context.request().method()));
  }
}
