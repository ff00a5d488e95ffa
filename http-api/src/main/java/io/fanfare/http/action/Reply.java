package io.fanfare.http.action;

import io.fanfare.http.wire.Pieces;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;

/**
 * What a request is answered with once it is there, and how that is written.
 *
 * @param head the head of the answer with a result
 * @param result completes on the event loop of the request
 * @param writer writes a result; it may be called on any thread
 */
public record Reply<R>(Function<R, Head> head, Future<R> result, Function<R, Pieces> writer) {

  private static final Head OK = Head.of(200);

  /** A reply whose result has the status of most. */
  public Reply(Future<R> result, Function<R, Pieces> writer) {
    this(any -> OK, result, writer);
  }

  /**
   * What stands before the body of an answer.
   *
   * @param status the HTTP status
   * @param headers those of its own, by name
   */
  public record Head(int status, Map<String, String> headers) {

    /** A head without headers of its own. */
    public static Head of(int status) {
      return new Head(status, Map.of());
    }
  }
}
