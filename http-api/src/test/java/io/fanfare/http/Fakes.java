package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.functions.Functions;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.SigningCertificate;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services that answer as they are told, and remember who asked what. */
final class Fakes {

  /** What a service was asked. */
  record Call(Caller caller, @Nullable RequestScope scope, Object request) {}

  static final SigningCertificate CERTIFICATE =
      new SigningCertificate("/SimpleNotificationService-0123.pem", "a certificate\n");

  final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final Map<Class<?>, Function<Call, Future<?>>> answers = new ConcurrentHashMap<>();

  /** Answers every {@code request} with what {@code answer} gives. */
  void on(Class<?> request, Function<Call, Future<?>> answer) {
    answers.put(request, answer);
  }

  Queues queues() {
    return new FakeQueues(this, new Caller("", "", ""), null);
  }

  Topics topics() {
    return new FakeTopics(this, new Caller("", "", ""));
  }

  Functions functions() {
    return new FakeFunctions(this, new Caller("", "", ""));
  }

  /** The answer that was scripted; what has no result is done without a script, too. */
  <R> Future<R> answer(Call call, Class<R> result) {
    calls.add(call);
    Function<Call, Future<?>> answer = answers.get(call.request().getClass());
    if (answer != null) {
      return answer.apply(call).map(result::cast);
    }
    if (result == Void.class) {
      return Future.succeededFuture();
    }
    throw unscripted();
  }

  static UnsupportedOperationException unscripted() {
    return new UnsupportedOperationException("no test says what to answer");
  }
}
