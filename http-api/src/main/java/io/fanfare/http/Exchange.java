package io.fanfare.http;

import static java.lang.System.Logger.Level.ERROR;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.JsonProtocol;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One request and its one answer. */
final class Exchange {

  private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

  private final HttpServerRequest request;
  private final Exchanges all;
  private final String id = RequestId.next();
  private final Promise<Void> gone = Promise.promise();
  private final long began = System.nanoTime();
  private ActionCounters action;
  private boolean answered;

  Exchange(HttpServerRequest request, Exchanges all) {
    this.request = request;
    this.all = all;
    this.action = all.counters().unknown();
    request.response().closeHandler(nothing -> abandon());
  }

  HttpServerRequest request() {
    return request;
  }

  /** The id of the request. */
  String id() {
    return id;
  }

  /** Completes once nobody waits for the answer, or nobody should. */
  Future<Void> gone() {
    return gone.future();
  }

  /** Ends any waiting for messages; the answer may still come. */
  void hurry() {
    gone.tryComplete();
  }

  /** Told which action is asked for, as soon as that is known. */
  void asksFor(ActionCounters counters) {
    action = counters;
  }

  /** Told which limit the request has met. */
  void met(Limit limit) {
    all.counters().refused(limit);
  }

  /** Whether the exchange is over. */
  boolean isAnswered() {
    return answered;
  }

  /** Ends the exchange without an answer: the connection is closed. */
  void abandon() {
    gone.tryComplete();
    if (!answered) {
      answered = true;
      end(RequestOutcome.GONE);
    }
  }

  /** Answers with what {@code outcome} holds, once it does. */
  void answer(Dialect dialect, Future<byte[]> outcome) {
    outcome.onComplete(result -> answer(dialect, result));
  }

  private void answer(Dialect dialect, AsyncResult<byte[]> result) {
    if (result.succeeded()) {
      send(200, dialect.contentType(), result.result());
    } else {
      fail(dialect, result.cause());
    }
  }

  /** Answers with a refusal, or with an apology for a fault. */
  void fail(Dialect dialect, Throwable cause) {
    if (cause instanceof BrokerException refusal) {
      Limit.of(refusal).ifPresent(this::met);
      refuse(dialect, refusal.code().status(), refusal);
      return;
    }
    LOGGER.log(ERROR, "Request " + id + " failed", cause);
    BrokerException apology =
        ErrorCode.INTERNAL_FAILURE.refuse(
            "The request processing has failed because of an unknown error.");
    refuse(dialect, apology.code().status(), apology);
  }

  /** Answers with a refusal under a status of its own. */
  void refuse(Dialect dialect, int status, BrokerException refusal) {
    if (isOpen()) {
      if (dialect.namesLegacyCode()) {
        String error = JsonProtocol.queryError(refusal.code());
        request.response().headers().set(Headers.QUERY_ERROR, error);
      }
      send(status, dialect.contentType(), dialect.refusal().apply(refusal, id));
    }
  }

  /** Answers, unless that has been done or nobody is there to hear it. */
  void send(int status, CharSequence contentType, byte[] body) {
    if (!isOpen()) {
      return;
    }
    answered = true;
    HttpServerResponse response = request.response();
    response.setStatusCode(status);
    response
        .headers()
        .set(Headers.REQUEST_ID, id)
        .set(HttpHeaders.CONTENT_TYPE, contentType)
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, Headers.ANY_ORIGIN)
        .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, Headers.EXPOSED);
    if (all.isDraining()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end(Buffer.buffer(body));
    end(RequestOutcome.of(status));
  }

  private void end(RequestOutcome outcome) {
    action.ended(outcome, System.nanoTime() - began);
    all.end(this);
  }

  private boolean isOpen() {
    if (!answered && request.response().closed()) {
      abandon();
    }
    return !answered;
  }
}
