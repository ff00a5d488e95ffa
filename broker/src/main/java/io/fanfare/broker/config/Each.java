package io.fanfare.broker.config;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Does something for each of many, some at a time. */
final class Each {

  /** So many share a commit, and no event loop has much more than one of them to do. */
  private static final int AT_ONCE = 64;

  private Each() {}

  /** What {@code step} says of each of {@code all}, in their order; fails as the first does. */
  static <T, R> Future<List<R>> of(List<T> all, Function<T, Future<R>> step) {
    return from(0, all, step, new ArrayList<>());
  }

  private static <T, R> Future<List<R>> from(
      int first, List<T> all, Function<T, Future<R>> step, List<R> done) {
    if (first >= all.size()) {
      return Future.succeededFuture(done);
    }
    int end = Math.min(all.size(), first + AT_ONCE);
    List<Future<R>> some = all.subList(first, end).stream().map(step).toList();
    return Future.join(some)
        .compose(
            finished -> {
              some.forEach(each -> done.add(each.result()));
              return from(end, all, step, done);
            });
  }

  /** Does {@code step} for one after the other of {@code all}. */
  static <T> Future<Void> inTurn(Iterable<T> all, Function<T, Future<?>> step) {
    Future<Void> turn = Future.succeededFuture();
    for (T each : all) {
      turn = turn.compose(before -> step.apply(each).mapEmpty());
    }
    return turn;
  }
}
