package io.fanfare.queues;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.engine.GarbageRow;
import io.fanfare.queues.engine.QueueTables;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes the messages of purged and deleted queues, a slice at a time, with rests in between. What
 * is still to be removed is marked in the store, so a restart goes on where it ended.
 */
final class Sweeper {

  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final int SLICE = 500;
  private static final int RESTS_A_SLICE = 4;
  private static final List<Table> TABLES =
      List.of(
          QueueTables.READY,
          QueueTables.DELAYED,
          QueueTables.LEASED,
          QueueTables.GROUPED,
          QueueTables.DEDUPLICATION);

  private final EventLoop loop;
  private final Deque<Long> generations = new ArrayDeque<>();
  private boolean busy;
  private volatile boolean ended;

  Sweeper(EventLoop loop) {
    this.loop = loop;
  }

  /** The change that marks the messages of {@code generation} for removal. */
  static Change mark(long generation) {
    return Change.put(QueueTables.GARBAGE, Key.of(generation), GarbageRow.encode());
  }

  /** Removes the messages of every generation that was marked before the broker started. */
  Future<Void> resume() {
    return loop.store()
        .scan(
            QueueTables.GARBAGE,
            Key.first(Long.MIN_VALUE),
            Key.first(Long.MAX_VALUE),
            Integer.MAX_VALUE)
        .onSuccess(marked -> marked.forEach(row -> sweep(row.key().owner())))
        .mapEmpty();
  }

  /** Removes the messages of a marked {@code generation}, in the background. */
  void sweep(long generation) {
    loop.execute(
        () -> {
          generations.add(generation);
          next();
        });
  }

  /** From now on it does not matter that the store ends. */
  void end() {
    ended = true;
  }

  private void log(Throwable fault) {
    if (!ended) {
      LOG.log(System.Logger.Level.ERROR, "Cannot remove old messages", fault);
    }
  }

  private void next() {
    Long generation = busy ? null : generations.poll();
    if (generation == null) {
      return;
    }
    busy = true;
    Future<Void> swept = Future.succeededFuture();
    for (Table table : TABLES) {
      swept = swept.compose(before -> sweep(table, generation));
    }
    swept
        .compose(
            all ->
                loop.store().write(List.of(Change.remove(QueueTables.GARBAGE, Key.of(generation)))))
        .onFailure(this::log)
        .onComplete(
            done -> {
              busy = false;
              next();
            });
  }

  private Future<Void> sweep(Table table, long generation) {
    long start = loop.now();
    return loop.store()
        .scan(table, Key.first(generation), Key.afterAll(generation), SLICE)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture()
                    : loop.store()
                        .write(rows.stream().flatMap(row -> removal(table, row)).toList())
                        .compose(written -> rest(loop.now() - start))
                        .compose(rested -> sweep(table, generation)));
  }

  /** Leaves the store to others for as long again, several times over, as a slice has taken. */
  private Future<Void> rest(long takenMillis) {
    Promise<Void> rested = Promise.promise();
    loop.after(takenMillis * RESTS_A_SLICE, rested::complete);
    return rested.future();
  }

  private static Stream<Change> removal(Table table, Row row) {
    return GarbageRow.removal(table, row).stream();
  }
}
