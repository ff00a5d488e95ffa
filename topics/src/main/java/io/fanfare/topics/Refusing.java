package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Page;
import io.fanfare.topics.engine.Refusals;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the actions share: a refusal fails the future, and a page begins where its token says. */
final class Refusing {

  private Refusing() {}

  /** The name after which the page of {@code token} begins. */
  static String after(@Nullable String token, String scope) {
    return token == null
        ? ""
        : Page.position(token)
            .filter(position -> position.scope().equals(scope))
            .map(Page.Position::after)
            .orElseThrow(() -> Refusals.invalid("NextToken"));
  }

  /** The future of {@code action}, failed if it refuses at once. */
  static <R> Future<R> attempt(Supplier<Future<R>> action) {
    try {
      return action.get();
    } catch (BrokerException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
