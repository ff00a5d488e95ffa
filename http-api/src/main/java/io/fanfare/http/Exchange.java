package io.fanfare.http;

import static java.lang.System.Logger.Level.ERROR;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.Reply;
import io.fanfare.http.action.RequestOutcome;
import io.fanfare.http.wire.Pieces;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One request and its one answer. */
final class Exchange {

  private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

  /* The bytes of a large answer stand there as rows, as texts and as what is written. */
  private static final int COPIES = 3;

  /* Others do not wait longer for a reader of a large answer. */
  private static final int MOST_MILLIS_IN_TURN = 100;

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
  private LargeWork.@Nullable Turn turn;
  private State state = State.OPEN;
  private boolean limited;

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

  /** Takes {@code turn}, which ends with the exchange; false if that is over already. */
  boolean take(LargeWork.Turn turn) {
    if (!isOpen()) {
      return false;
    }
    this.turn = turn;
    return true;
  }

  /** Does {@code work} away from the event loop; the future completes there. */
  <T> Future<T> elsewhere(Callable<T> work) {
    return all.elsewhere(work);
  }

  /** Told that the request is small. */
  void small() {
    all.small();
  }

  /** Told which limit the request has met; the answer says for how long to stay away. */
  void met(Limit limit) {
    limited = true;
    all.counters().refused(limit);
    OptionalInt patience = limit.patienceMillis();
    if (patience.isPresent() && isOpen()) {
      String millis = Integer.toString(patience.getAsInt());
      request.response().headers().set(Headers.RETRY_AFTER, millis);
    }
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
      if (turn != null) {
        turn.end();
      }
      action.ended(outcome, System.nanoTime() - began);
      all.end(this);
    }
  }

  /** Answers with what {@code outcome} holds, once it does. */
  <R> void answer(Dialect dialect, Reply<R> reply) {
    if (!reply.result().isComplete()) {
      // Nobody asks for them any more, and of a waiting request they are the larger part.
      request.headers().clear();
    }
    reply.result().onComplete(result -> answer(dialect, reply, result));
  }

  private <R> void answer(Dialect dialect, Reply<R> reply, AsyncResult<R> result) {
    if (result.failed()) {
      fail(dialect, result.cause());
    } else if (scope.heap().bytes(HeapBudget.Use.ANSWER) > 0) {
      int status = head(reply.head().apply(result.result()));
      answerInTurn(dialect, status, () -> reply.writer().apply(result.result()));
    } else {
      write(dialect, reply, result.result());
    }
  }

  /** Writes a large answer when it is its turn, if its request has none. */
  private void answerInTurn(Dialect dialect, int status, Callable<Pieces> writing) {
    if (turn != null) {
      answerFrom(dialect, status, elsewhere(writing));
      return;
    }
    all.turn(scope.heap().bytes(HeapBudget.Use.ANSWER) / COPIES)
        .onSuccess(
            own -> {
              own.endBy(MOST_MILLIS_IN_TURN);
              if (take(own)) {
                answerFrom(dialect, status, elsewhere(writing));
              } else {
                own.end();
              }
            });
  }

  private void answerFrom(Dialect dialect, int status, Future<Pieces> text) {
    text.onSuccess(pieces -> send(status, dialect.contentType(), pieces))
        .onFailure(fault -> fail(dialect, fault));
  }

  private <R> void write(Dialect dialect, Reply<R> reply, R result) {
    Pieces text;
    int status;
    try {
      text = reply.writer().apply(result);
      status = head(reply.head().apply(result));
    } catch (RuntimeException e) {
      fail(dialect, e);
      return;
    }
    send(status, dialect.contentType(), text);
  }

  /** Sets the headers of a result, and answers with its status. */
  private int head(Reply.Head head) {
    if (!head.headers().isEmpty()) {
      request.response().headers().addAll(head.headers());
    }
    return head.status();
  }

  /** Answers with a refusal, or with an apology for a fault. */
  void fail(Dialect dialect, Throwable cause) {
    if (cause instanceof BrokerException refusal) {
      if (!limited) {
        Limit.of(refusal).ifPresent(this::met);
      }
      refuse(dialect, refusal.code().status(), refusal);
      return;
    }
    LOGGER.log(ERROR, "Request " + id + " failed", cause);
    EventLoop.report(Vertx.currentContext(), cause);
    BrokerException apology =
        CommonError.INTERNAL_FAILURE.refuse(
            "The request processing has failed because of an unknown error.");
    refuse(dialect, apology.code().status(), apology);
  }

  /** Answers with a refusal under a status of its own. */
  void refuse(Dialect dialect, int status, BrokerException refusal) {
    if (isOpen()) {
      dialect
          .codeHeader()
          .ifPresent(
              header -> {
                String code = header.value().apply(refusal.code());
                request.response().headers().set(header.name(), code);
              });
      request.response().headers().set(HttpHeaders.DATE, Headers.date(Instant.now()));
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
