package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.SigningCertificate;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services that answer as they are told, and remember who asked what. */
final class Fakes {

  /** What a service was asked. */
  record Call(Caller caller, @Nullable RequestScope scope, String action, Object request) {}

  static final SigningCertificate CERTIFICATE =
      new SigningCertificate("/SimpleNotificationService-0123.pem", "a certificate\n");

  final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final Map<String, Function<Call, Future<?>>> answers = new ConcurrentHashMap<>();

  /** Answers every request of the action {@code name} with what {@code answer} gives. */
  void on(String name, Function<Call, Future<?>> answer) {
    answers.put(name, answer);
  }

  Queues queues() {
    return service(Queues.class, new Caller("", "", ""), null);
  }

  Topics topics() {
    return service(Topics.class, new Caller("", "", ""), null);
  }

  private <S> S service(Class<S> type, Caller caller, @Nullable RequestScope scope) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "signingCertificate" -> CERTIFICATE;
                  case "as" -> service(type, (Caller) arguments[0], scope);
                  case "within" -> service(type, caller, (RequestScope) arguments[0]);
                  default -> answer(new Call(caller, scope, method.getName(), arguments[0]));
                }));
  }

  private Future<?> answer(Call call) {
    calls.add(call);
    return answers.getOrDefault(call.action(), any -> Future.succeededFuture()).apply(call);
  }
}
