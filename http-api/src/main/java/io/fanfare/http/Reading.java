package io.fanfare.http;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** The reading of a body of {@code length} bytes: at once, or elsewhere if it is large. */
record Reading(Exchange exchange, Dialect dialect, int length) {

  <T> void read(Supplier<T> work, Consumer<T> then) {
    if (LargeWork.isLarge(length)) {
      exchange
          .elsewhere(work::get)
          .onSuccess(read -> attempt(exchange, dialect, () -> then.accept(read)))
          .onFailure(fault -> exchange.fail(dialect, fault));
    } else {
      then.accept(work.get());
    }
  }

  /** Does {@code answer}; what it throws is the answer. */
  static void attempt(Exchange exchange, Dialect dialect, Runnable answer) {
    try {
      answer.run();
    } catch (Throwable e) {
      exchange.fail(dialect, e);
    }
  }
}
