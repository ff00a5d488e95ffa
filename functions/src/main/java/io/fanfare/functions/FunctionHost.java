package io.fanfare.functions;

import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.model.Limits;
import io.fanfare.functions.rules.Answer;
import io.fanfare.push.http.HttpAnswer;
import io.fanfare.push.http.HttpSender;
import io.fanfare.push.http.HttpTarget;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One function on its event loop, where all that invoke it are: never more invocations are under
 * way than it takes at once, and others wait for their turn.
 */
final class FunctionHost {

  /** How much longer than the function may take its answer is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What a header can tell; senders of messages set trace headers as they like. */
  private static final Pattern HEADER = Pattern.compile("[ -~]*");

  private static final String LATE =
      "its messages were hidden no longer when it was their turn; it takes too few at once";

  private final String name;
  private final HttpSender sender;
  private final Optional<FunctionTarget> function;
  private final Optional<HttpTarget> url;
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private final LongSupplier now;
  private int underWay;

  /** The function {@code name}, which the configuration has or not. */
  FunctionHost(
      String name, Optional<FunctionTarget> function, HttpSender sender, LongSupplier now) {
    this.now = now;
    this.name = name;
    this.function = function;
    this.url = function.map(target -> HttpTarget.parse(target.url()));
    this.sender = sender;
  }

  /** How many invocations it takes at once. */
  int concurrency() {
    return function.map(FunctionTarget::concurrency).orElse(1);
  }

  /** How many seconds an invocation may take. */
  int timeoutSeconds() {
    return function.map(FunctionTarget::timeoutSeconds).orElse(1);
  }

  /** Whether it tells of errors in the body of its answer. */
  boolean tellsErrorsInBody() {
    return function.map(FunctionTarget::errorsInBody).orElse(false);
  }

  /** Whether it takes another invocation now. */
  boolean hasRoom() {
    return underWay < concurrency();
  }

  /** Invokes it when it is its turn; never fails. */
  Future<Answer> invoke(Invocation invocation) {
    if (url.isEmpty()) {
      return Future.succeededFuture(Answer.none("the configuration has no function " + name));
    }
    HttpTarget target = url.get();
    boolean waits = !hasRoom();
    return turn()
        .compose(
            begun ->
                waits && now.getAsLong() >= invocation.until()
                    ? Future.succeededFuture(Answer.none(LATE))
                    : post(target, invocation))
        .onComplete(over -> next());
  }

  private Future<Void> turn() {
    if (hasRoom()) {
      underWay++;
      return Future.succeededFuture();
    }
    Promise<Void> turn = Promise.promise();
    waiting.add(turn);
    return turn.future();
  }

  private void next() {
    Promise<Void> first = waiting.poll();
    if (first == null) {
      underWay--;
    } else {
      first.complete();
    }
  }

  private Future<Answer> post(HttpTarget target, Invocation invocation) {
    Duration timeout = Duration.ofSeconds(timeoutSeconds()).plus(PATIENCE);
    return sender
        .call(
            qualified(target, invocation.qualifier()),
            headers(invocation),
            invocation.event(),
            new HttpSender.Reading(timeout, Limits.ANSWER_BYTES))
        .map(FunctionHost::answer);
  }

  private static Answer answer(HttpAnswer answer) {
    if (answer.tooLong()) {
      return Answer.tooLong(answer.status(), answer.reason());
    }
    String error = answer.headers().get("X-Amz-Function-Error");
    return new Answer(
        answer.status(), error == null ? "" : error, answer.body().getBytes(), answer.reason());
  }

  private static HttpTarget qualified(HttpTarget plain, String qualifier) {
    if (qualifier.isEmpty()) {
      return plain;
    }
    String path = plain.path() + (plain.path().indexOf('?') < 0 ? "?" : "&");
    return new HttpTarget(
        plain.secure(),
        plain.host(),
        plain.port(),
        path + "Qualifier=" + qualifier,
        plain.credentials());
  }

  private static MultiMap headers(Invocation invocation) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("X-Amz-Invocation-Type", "RequestResponse");
    add(headers, "X-Amzn-Trace-Id", invocation.traceHeader());
    add(headers, "X-Amz-Client-Context", invocation.clientContext());
    return headers;
  }

  private static void add(MultiMap headers, String name, @Nullable String value) {
    if (value != null && HEADER.matcher(value).matches()) {
      headers.add(name, value);
    }
  }
}
