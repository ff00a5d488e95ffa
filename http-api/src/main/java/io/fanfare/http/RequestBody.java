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

  /*
   * How many bodies a second an event loop refuses at once for their length; a client that comes
   * with the same again and again hears of the others a second later.
   */
  private static final int TOO_LARGE_A_SECOND = 50;
  private static final long SECOND_MILLIS = 1_000;

  private final Vertx vertx;
  private final BodyLimits limits;
  private final Admission admission;
  private final Exchanges exchanges;
  private int tooLarge;
  private boolean counting;

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

  /** Refuses a body that is too long; not at once if there are many of that kind. */
  void refuseTooLarge(Exchange exchange, int limit) {
    exchange.met(Limit.BODY);
    BrokerException refusal =
        FunctionRequests.tooLong(exchange.request())
            .orElseGet(
                () ->
                    CommonError.INVALID_PARAMETER_VALUE.refuse(
                        "The request must not be longer than %d bytes.", limit));
    if (isOneOfFew()) {
      refuse(exchange, REQUEST_ENTITY_TOO_LARGE, refusal);
    } else {
      refuseLater(exchange, refusal);
    }
  }

  private boolean isOneOfFew() {
    if (!counting) {
      counting = true;
      tooLarge = 0;
      vertx.setTimer(SECOND_MILLIS, over -> counting = false);
    }
    return ++tooLarge <= TOO_LARGE_A_SECOND;
  }

  private void refuseLater(Exchange exchange, BrokerException refusal) {
    HttpServerRequest request = exchange.request();
    request.handler(ignored -> {}).exceptionHandler(ignored -> {}).pause();
    vertx.setTimer(
        SECOND_MILLIS,
        later -> {
          if (!exchange.isAnswered()) {
            request.resume();
            refuse(exchange, REQUEST_ENTITY_TOO_LARGE, refusal);
          }
        });
  }

  /** Refuses a request that may succeed later, in the words in which its service throttles. */
  void refuseForNow(Exchange exchange, Limit limit) {
    exchange.met(limit);
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

    /** Whether it refuses {@code large}, whose body is large, without a look at the body. */
    boolean refuses(Exchange large);

    void receive(Exchange exchange, byte[] body);
  }
}
