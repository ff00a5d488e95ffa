package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Receives the body of a request, up to a limit, and refuses bodies it cannot take. */
final class RequestBody {

  private static final int REQUEST_ENTITY_TOO_LARGE = 413;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final byte[] EMPTY = {};

  /* How long a refused client may go on sending, so that it comes to read why. */
  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final int limit;

  RequestBody(Vertx vertx, int limit) {
    this.vertx = vertx;
    this.limit = limit;
  }

  /** Hands the body of {@code exchange} to {@code next} when it is complete. */
  void receive(Exchange exchange, Receiver next) {
    HttpServerRequest request = exchange.request();
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      BrokerException refusal =
          ErrorCode.INVALID_PARAMETER_VALUE.refuse("Requests must not be compressed.");
      refuse(exchange, UNSUPPORTED_MEDIA_TYPE, refusal);
    } else if (announcedLength(request) > limit) {
      refuseTooLarge(exchange);
    } else {
      if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
        request.response().writeContinue();
      }
      new Reception(exchange, next).start();
    }
  }

  /* What is not a number, the HTTP decoder has refused. */
  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void refuseTooLarge(Exchange exchange) {
    exchange.met(Limit.BODY);
    refuse(
        exchange,
        REQUEST_ENTITY_TOO_LARGE,
        ErrorCode.INVALID_PARAMETER_VALUE.refuse(
            "The request must not be longer than %d bytes.", limit));
  }

  /** Refuses a request without waiting for its body, and closes the connection. */
  void refuse(Exchange exchange, int status, BrokerException refusal) {
    HttpServerRequest request = exchange.request();
    request.handler(ignored -> {});
    request.exceptionHandler(ignored -> {});
    boolean complete = request.isEnded();
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

  /** The receiving of one body. */
  private final class Reception {
    private final Exchange exchange;
    private final Receiver next;
    private @Nullable Buffer first;
    private @Nullable Buffer joined;

    Reception(Exchange exchange, Receiver next) {
      this.exchange = exchange;
      this.next = next;
    }

    void start() {
      HttpServerRequest request = exchange.request();
      request.handler(this::add);
      request.exceptionHandler(broken -> exchange.abandon());
      request.endHandler(nothing -> end());
    }

    private void add(Buffer chunk) {
      if (exchange.isAnswered()) {
        return;
      }
      int length = joined != null ? joined.length() : first != null ? first.length() : 0;
      if (length + chunk.length() > limit) {
        first = null;
        joined = null;
        refuseTooLarge(exchange);
      } else if (first == null) {
        first = chunk;
      } else {
        if (joined == null) {
          joined = Buffer.buffer(2 * (first.length() + chunk.length())).appendBuffer(first);
        }
        joined.appendBuffer(chunk);
      }
    }

    private void end() {
      Buffer body = joined != null ? joined : first;
      next.receive(exchange, body == null ? EMPTY : body.getBytes());
    }
  }
}
