package io.fanfare.http.action;

import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import io.fanfare.http.wire.RestProtocol;
import io.fanfare.http.wire.Structure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a service's table: an action, what it reads, what it does and how its result is written.
 * A row belongs to one event loop, on which it counts.
 *
 * @param <S> the service
 * @param <Q> the request
 * @param <R> the result
 */
public final class Action<S, Q extends Record, R> {

  private final String name;
  private final Structure<Q> request;
  private final Result<R> result;
  private final Function<R, Pieces> writer;
  private final BiFunction<S, Q, Future<R>> call;
  private final BodySize bodySize;
  private final ActionCounters counters = new ActionCounters();

  private Action(
      Structure<Q> request, Result<R> result, BiFunction<S, Q, Future<R>> call, BodySize bodySize) {
    this.name = request.name();
    this.request = request;
    this.result = result;
    this.writer = result::json;
    this.call = call;
    this.bodySize = bodySize;
  }

  /** An action, which has the name of its request. */
  public static <S, Q extends Record, R extends Record> Action<S, Q, R> action(
      Class<Q> request, Class<R> result, BiFunction<S, Q, Future<R>> call) {
    return new Action<>(
        Structure.of(request), new Written<>(Structure.of(result)), call, BodySize.LEAST);
  }

  /** An action without a result. */
  public static <S, Q extends Record> Action<S, Q, Void> action(
      Class<Q> request, BiFunction<S, Q, Future<Void>> call) {
    return new Action<>(Structure.of(request), new Nothing(), call, BodySize.LEAST);
  }

  /** The same action, whose body may be as long as {@code size} says. */
  public Action<S, Q, R> needing(BodySize size) {
    return new Action<>(request, result, call, size);
  }

  public String name() {
    return name;
  }

  /** How long the body of its requests may be. */
  public BodySize bodySize() {
    return bodySize;
  }

  /** What came of the requests of this action. */
  public ActionCounters counters() {
    return counters;
  }

  /** Does what {@code body} asks in JSON, and answers in JSON. */
  public Reply<R> json(S service, byte[] body) {
    return new Reply<>(call.apply(service, JsonProtocol.read(request, body)), writer);
  }

  /**
   * Does what {@code body} and {@code parameters} ask, and answers in JSON with {@code status}.
   *
   * @param parameters members that stand in the path or the query
   */
  public Reply<R> rest(S service, byte[] body, Map<String, List<String>> parameters, int status) {
    Q asked = RestProtocol.read(request, body, parameters);
    Reply.Head head = Reply.Head.of(status);
    return new Reply<>(any -> head, call.apply(service, asked), writer);
  }

  /** Does what {@code parameters} ask, and answers in XML. */
  public Reply<R> query(
      S service, QueryProtocol protocol, Parameters parameters, String requestId) {
    return new Reply<>(
        call.apply(service, protocol.read(name, request, parameters)),
        value -> result.xml(protocol, name, requestId, value));
  }

  /** How a result is written. */
  private interface Result<R> {
    Pieces json(@Nullable R value);

    Pieces xml(QueryProtocol protocol, String action, String requestId, @Nullable R value);
  }

  /** A result that is a record. */
  private record Written<R extends Record>(Structure<R> structure) implements Result<R> {
    @Override
    public Pieces json(@Nullable R value) {
      return JsonProtocol.write(structure, present(value));
    }

    @Override
    public Pieces xml(QueryProtocol protocol, String action, String requestId, @Nullable R value) {
      return protocol.write(action, structure, present(value), requestId);
    }

    private static <R> R present(@Nullable R value) {
      if (value == null) {
        throw new IllegalStateException("The service answered with nothing instead of a result");
      }
      return value;
    }
  }

  /** The absence of a result. */
  private record Nothing() implements Result<Void> {
    @Override
    public Pieces json(@Nullable Void value) {
      return JsonProtocol.writeNothing();
    }

    @Override
    public Pieces xml(
        QueryProtocol protocol, String action, String requestId, @Nullable Void value) {
      return protocol.writeNothing(action, requestId);
    }
  }
}
