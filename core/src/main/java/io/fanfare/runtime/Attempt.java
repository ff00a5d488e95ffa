package io.fanfare.runtime;

import io.fanfare.core.BrokerException;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** How an action begins: a refusal that it throws is one that its future fails with. */
public final class Attempt {

  private Attempt() {}

  /** The future of {@code action}, failed if it refuses at once. */
  public static <R> Future<R> of(Supplier<Future<R>> action) {
    try {
      return action.get();
    } catch (BrokerException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
