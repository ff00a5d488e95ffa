package io.fanfare.runtime;

import io.fanfare.core.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * Rules on one event loop that know nothing but rows: each reads those that it decides by. What
 * changes rows takes turns, so that it sees what the one before it has written. What is answered is
 * heard when all that it may follow from is durable.
 */
public final class RowTurns {

  private final Writes writes;
  private final SerialTasks turns = new SerialTasks();

  /** Rules at work on {@code loop}, whose store they are to read. */
  public RowTurns(EventLoop loop) {
    this.writes = new Writes(loop.store());
  }

  /** What a turn has decided, and when that is durable. */
  private record Decided<R>(R reply, Future<Void> durable) {}

  /**
   * Runs {@code rule} in its turn, and writes what it changes. It may throw what it refuses, and
   * changes nothing then.
   */
  public <R> Future<R> decide(Supplier<Future<Outcome<R>>> rule) {
    Promise<R> heard = Promise.promise();
    turns.take(
        () -> {
          Future<Decided<R>> decided =
              Future.succeededFuture().compose(begun -> rule.get()).map(this::write);
          decided.compose(turn -> turn.durable().map(written -> turn.reply())).onComplete(heard);
          return decided;
        });
    return heard.future();
  }

  /** Runs {@code view}, which changes nothing, at once. */
  public <R> Future<R> read(Supplier<Future<R>> view) {
    return view.get().compose(seen -> writes.settled().map(seen));
  }

  private <R> Decided<R> write(Outcome<R> outcome) {
    return new Decided<>(outcome.reply(), writes.write(outcome.changes()));
  }
}
