package io.fanfare.http.action;

import io.fanfare.http.wire.Pieces;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What a request is answered with once it is there, and how that is written.
 *
 * @param status the HTTP status of a result
 * @param result completes on the event loop of the request
 * @param writer writes a result; it may be called on any thread
 */
public record Reply<R>(int status, Future<R> result, Function<R, Pieces> writer) {

  private static final int OK = 200;

  /** A reply whose result has the status of most. */
  public Reply(Future<R> result, Function<R, Pieces> writer) {
    this(OK, result, writer);
  }
}
