package io.fanfare.topics;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Turns;
import io.fanfare.topics.engine.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/**
 * Removes rows of topics that nobody wants any more, a slice at a time, with rests in between. What
 * deleted topics leave behind is marked in the store, so a restart goes on where it ended.
 */
final class RowSweeper {

  private static final System.Logger LOG = System.getLogger(RowSweeper.class.getName());
  private static final int SLICE = 500;
  private static final int RESTS_A_SLICE = 4;
  private static final List<Table> TABLES =
      List.of(TopicTables.DEDUPLICATION, TopicTables.ARCHIVE, TopicTables.REPLAYS);

  private final EventLoop loop;
  private final Turns turns = new Turns();

  RowSweeper(EventLoop loop) {
    this.loop = loop;
  }

  /** Removes what every topic left behind that was deleted before the broker started. */
  Future<Void> resume() {
    return loop.store()
        .scan(
            TopicTables.GARBAGE,
            Key.first(Long.MIN_VALUE),
            Key.first(Long.MAX_VALUE),
            Integer.MAX_VALUE)
        .onSuccess(marked -> marked.forEach(row -> sweep(row.key().owner())))
        .mapEmpty();
  }

  /** Removes what the deleted topic {@code id} left behind, in the background. */
  void sweep(long id) {
    turns.take(
        () -> {
          Future<Void> swept = Future.succeededFuture();
          for (Table table : TABLES) {
            swept = swept.compose(before -> remove(table, Key.first(id), Key.afterAll(id)));
          }
          return swept
              .compose(
                  all ->
                      loop.store().write(List.of(Change.remove(TopicTables.GARBAGE, Key.of(id)))))
              .onFailure(RowSweeper::log);
        });
  }

  /** Removes the rows of {@code table} from {@code from} on and before {@code to}, if any. */
  void sweep(Table table, Key from, Key to) {
    turns.take(() -> remove(table, from, to).onFailure(RowSweeper::log));
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
                        .write(rows.stream().map(row -> Change.remove(table, row.key())).toList())
                        .compose(written -> rest(loop.now() - start))
                        .compose(rested -> remove(table, from, to)));
  }

  /** Leaves the store to others for as long again, several times over, as a slice has taken. */
  private Future<Void> rest(long takenMillis) {
    Promise<Void> rested = Promise.promise();
    loop.after(takenMillis * RESTS_A_SLICE, rested::complete);
    return rested.future();
  }

  private static void log(Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, "Cannot remove what topics left behind", fault);
  }
}
