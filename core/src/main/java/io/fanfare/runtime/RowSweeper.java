package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Removes rows that nobody wants any more, a slice at a time, with rests in between. Owners all of
 * whose rows are to go are marked in the store, so a restart goes on where it ended.
 */
public final class RowSweeper {

  private static final System.Logger LOG = System.getLogger(RowSweeper.class.getName());
  private static final int SLICE = 500;
  private static final int RESTS_A_SLICE = 4;

  private final EventLoop loop;
  private final Table marks;
  private final List<Table> tables;
  private final BiFunction<Table, Row, List<Change>> removal;
  private final SerialTasks tasks = new SerialTasks();
  private volatile boolean ended;

  /**
   * A sweeper at work on {@code loop}.
   *
   * @param marks where the ids of the owners stand whose rows are to go
   * @param tables where their rows stand
   * @param removal what removes a row of a table, and what hangs on it
   */
  public RowSweeper(
      EventLoop loop,
      Table marks,
      List<Table> tables,
      BiFunction<Table, Row, List<Change>> removal) {
    this.loop = loop;
    this.marks = marks;
    this.tables = List.copyOf(tables);
    this.removal = removal;
  }

  /** Removes the rows of every owner that was marked before the broker started. */
  public Future<Void> resume() {
    return loop.store()
        .scan(marks, Key.first(Long.MIN_VALUE), Key.first(Long.MAX_VALUE), Integer.MAX_VALUE)
        .onSuccess(marked -> marked.forEach(row -> sweep(row.key().owner())))
        .mapEmpty();
  }

  /** Removes the rows of {@code owner}, which is marked, and then the mark; in the background. */
  public void sweep(long owner) {
    take(
        () -> {
          Future<Void> swept = Future.succeededFuture();
          for (Table table : tables) {
            swept = swept.compose(before -> remove(table, Key.first(owner), Key.afterAll(owner)));
          }
          return swept.compose(
              all -> loop.store().write(List.of(Change.remove(marks, Key.of(owner)))));
        });
  }

  /** Removes the rows of {@code table} from {@code from} on and before {@code to}, if any. */
  public void sweep(Table table, Key from, Key to) {
    take(() -> remove(table, from, to));
  }

  /** From now on it does not matter that the store ends. */
  public void end() {
    ended = true;
  }

  private void take(Supplier<Future<Void>> sweep) {
    loop.execute(() -> tasks.take(() -> sweep.get().onFailure(this::log)));
  }

  private Future<Void> remove(Table table, Key from, Key to) {
    long start = loop.now();
    return loop.store()
        .scan(table, from, to, SLICE)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture()
                    : loop.store()
                        .write(
                            rows.stream()
                                .flatMap(row -> removal.apply(table, row).stream())
                                .toList())
                        .compose(written -> rest(loop.now() - start))
                        .compose(rested -> remove(table, from, to)));
  }

  /** Leaves the store to others for as long again, several times over, as a slice has taken. */
  private Future<Void> rest(long takenMillis) {
    Promise<Void> rested = Promise.promise();
    loop.after(takenMillis * RESTS_A_SLICE, rested::complete);
    return rested.future();
  }

  private void log(Throwable fault) {
    if (!ended) {
      LOG.log(System.Logger.Level.ERROR, "Cannot remove what " + marks.name() + " marks", fault);
    }
  }
}
