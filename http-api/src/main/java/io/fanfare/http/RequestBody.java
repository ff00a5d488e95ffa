package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Receives the bodies of requests, up to the limits of their actions and as the heap allows, and
 * refuses those it cannot take.
 */
final class RequestBody {

  private static final int REQUEST_ENTITY_TOO_LARGE = 413;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int SERVICE_UNAVAILABLE = 503;

  /* How long a refused client may go on sending, so that it comes to read why. */
  private static final long LINGER_MILLIS = 1_000;

  /* A client asked to come back later; the next may be served before. */
  private static final String RETRY_AFTER_MILLIS = "1000";

  private final Vertx vertx;
  private final BodyLimits limits;
  private final Admission admission;
  private final Exchanges exchanges;

  /**
   * @param limits how long bodies may be
   * @param admission lets large ones in
   * @param exchanges those whose bodies they are
   */
  RequestBody(Vertx vertx, BodyLimits limits, Admission admission, Exchanges exchanges) {
    this.vertx = vertx;
    this.limits = limits;
    this.admission = admission;
    this.exchanges = exchanges;
  }

  /** Runs {@code handOver} for a large body of {@code bytes} when it is its turn. */
  void inTurn(Exchange exchange, int bytes, Runnable handOver) {
    exchanges
        .turn(bytes)
        .onSuccess(
            turn -> {
              if (exchange.take(turn)) {
                handOver.run();
              } else {
                turn.end();
              }
            });
  }

  BodyLimits limits() {
    return limits;
  }

  Admission admission() {
    return admission;
  }

  /** Hands the body of {@code exchange} to {@code next} when it is complete. */
  void receive(Exchange exchange, Receiver next) {
    HttpServerRequest request = exchange.request();
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      BrokerException refusal =
          CommonError.INVALID_PARAMETER_VALUE.refuse("Requests must not be compressed.");
      refuse(exchange, UNSUPPORTED_MEDIA_TYPE, refusal);
    } else {
      new Reception(this, exchange, next).start();
    }
  }

  void refuseTooLarge(Exchange exchange, int limit) {
    exchange.met(Limit.BODY);
    refuse(
        exchange,
        REQUEST_ENTITY_TOO_LARGE,
        CommonError.INVALID_PARAMETER_VALUE.refuse(
            "The request must not be longer than %d bytes.", limit));
  }

  /** Refuses a request that may succeed later, in the words in which its service throttles. */
  void refuseForNow(Exchange exchange, Limit limit) {
    exchange.met(limit);
    exchange.request().response().headers().set(Headers.RETRY_AFTER, RETRY_AFTER_MILLIS);
    refuse(
        exchange,
        SERVICE_UNAVAILABLE,
        AwsRequests.throttlingOf(exchange.request())
            .refuse("The broker has no memory for the request at the moment."));
  }

  /** Refuses a request without waiting for its body, and closes the connection. */
  void refuse(Exchange exchange, int status, BrokerException refusal) {
    HttpServerRequest request = exchange.request();
    boolean complete = request.isEnded();
    if (!complete) {
      request.handler(ignored -> {});
      request.exceptionHandler(ignored -> {});
    }
    request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    exchange.refuse(AwsRequests.dialectOf(request), status, refusal);
    if (complete) {
      request.connection().close();
    } else {
      long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
      request.endHandler(
          nothing -> {
            vertx.cancelTimer(timer);
            request.connection().close();
          });
    }
  }

  /** Takes a complete body. */
  interface Receiver {
    void receive(Exchange exchange, byte[] body);
  }
}
