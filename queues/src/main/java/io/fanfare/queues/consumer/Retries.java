package io.fanfare.queues.consumer;

import io.fanfare.core.BrokerException;
import io.fanfare.runtime.Attempt;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Supplier;

/** Does again what fails and may succeed later, for some three seconds. */
final class Retries {

  private static final int ATTEMPTS = 6;

  private Retries() {}

  /** Does {@code action} on {@code loop}, whose answer is the refusal of it, if any. */
  static Future<Void> of(EventLoop loop, Supplier<Future<Optional<BrokerException>>> action) {
    return attempt(loop, action, 1, new Backoff());
  }

  private static Future<Void> attempt(
      EventLoop loop,
      Supplier<Future<Optional<BrokerException>>> action,
      int number,
      Backoff rests) {
    return Attempt.of(action)
        .<Void>compose(
            refusal -> refusal.isEmpty() ? Future.succeededFuture() : failed(refusal.get()))
        .recover(
            cause -> {
              if (number == ATTEMPTS || BrokerException.isFinal(cause)) {
                return Future.failedFuture(cause);
              }
              Promise<Void> rest = Promise.promise();
              loop.after(rests.failed(), rest::complete);
              return rest.future().compose(over -> attempt(loop, action, number + 1, rests));
            });
  }

  private static Future<Void> failed(BrokerException refusal) {
    return Future.failedFuture(refusal);
  }
}
