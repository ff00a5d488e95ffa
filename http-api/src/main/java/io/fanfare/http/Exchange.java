package io.fanfare.http;

import static java.lang.System.Logger.Level.ERROR;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Pieces;
import io.fanfare.runtime.RequestScope;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One request and its one answer. */
final class Exchange {

  private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

  /** How far it has come. */
  private enum State {
    OPEN,
    WRITING,
    OVER
  }

  private final HttpServerRequest request;
  private final Exchanges all;
  private final String id = RequestId.next();
  private final Promise<Void> gone = Promise.promise();
  private final RequestScope scope;
  private final long began = System.nanoTime();
  private ActionCounters action;
  private State state = State.OPEN;

  Exchange(HttpServerRequest request, Exchanges all) {
    this.request = request;
    this.all = all;
    this.scope = new RequestScope(gone.future(), all.heap().lease());
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

  /** For how long its answer is waited for, and the heap that it takes. */
  RequestScope scope() {
    return scope;
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

  /** Whether nothing can be answered any more. */
  boolean isAnswered() {
    return state != State.OPEN;
  }

  /** Ends the exchange without an answer, or without all of it: the connection is closed. */
  void abandon() {
    gone.tryComplete();
    end(RequestOutcome.GONE);
  }

  private void end(RequestOutcome outcome) {
    if (state != State.OVER) {
      state = State.OVER;
      action.ended(outcome, System.nanoTime() - began);
      all.end(this);
    }
  }

  /** Answers with what {@code outcome} holds, once it does. */
  void answer(Dialect dialect, Future<Pieces> outcome) {
    if (!outcome.isComplete()) {
      // Nobody asks for them any more, and of a waiting request they are the larger part.
      request.headers().clear();
    }
    outcome.onComplete(result -> answer(dialect, result));
  }

  private void answer(Dialect dialect, AsyncResult<Pieces> result) {
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
  void send(int status, CharSequence contentType, Pieces body) {
    if (!isOpen()) {
      return;
    }
    HttpServerResponse response = request.response();
    response.setStatusCode(status);
    response.headers().set(Headers.REQUEST_ID, id).set(HttpHeaders.CONTENT_TYPE, contentType);
    if (all.isDraining()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    RequestOutcome outcome = RequestOutcome.of(status);
    if (body.length() <= Pieces.MOST_IN_ONE) {
      response.end(Buffers.of(body.first()));
      end(outcome);
    } else {
      write(body, outcome);
    }
  }

  private void write(Pieces body, RequestOutcome outcome) {
    state = State.WRITING;
    HttpServerResponse response = request.response();
    response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    all.writing(this);
    new LargeAnswer(
            response,
            scope.heap(),
            body,
            () -> all.writing(this),
            whole -> end(whole ? outcome : RequestOutcome.GONE))
        .begin();
  }

  private boolean isOpen() {
    if (state == State.OPEN && request.response().closed()) {
      abandon();
    }
    return state == State.OPEN;
  }
}
