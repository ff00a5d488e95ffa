package io.fanfare.store;

import io.fanfare.core.Change;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where rows survive: an ordered, atomic, durable log of batches with ordered reads.
 *
 * <p>All methods may be called from any event loop and never block it. Every future completes on
 * the caller's context. A fault of the store is final: from the first failed write on, nothing is
 * acknowledged any more, every future fails and the store's failure handler is told once.
 */
public interface Store {

  /**
   * Applies {@code changes} as one batch. The future completes when the batch, and every batch
   * given before it, is durable as the store's {@link Durability} says. Batches become durable in
   * the order of the calls, and futures of one context complete in that order.
   */
  Future<Void> write(List<Change> changes);

  /**
   * The values at {@code keys}, in that order, each empty where no row stands. Values the store
   * still holds in the heap are answered at once, in an already completed future. Sees every batch
   * given to {@link #write} before the call.
   */
  Future<List<Optional<byte[]>>> get(Table table, List<Key> keys);

  /**
   * The rows from {@code from} (included) to {@code to} (excluded) in ascending order, at most
   * {@code limit}. Sees exactly the batches given to {@link #write} before the call.
   */
  default Future<List<Row>> scan(Table table, Key from, Key to, int limit) {
    return scan(table, from, to, limit, Long.MAX_VALUE);
  }

  /** The same, but none behind the row with whose value there are {@code bytes} of values. */
  Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes);

  /**
   * How many rows stand from {@code from} (included) to {@code to} (excluded), at a cost that does
   * not grow with their number. Sees exactly the batches given to {@link #write} before the call.
   */
  Future<Long> count(Table table, Key from, Key to);

  /**
   * A number greater than every one returned before by this store, also before a restart or a
   * crash. Thread-safe; touches no disk.
   */
  long nextSequence();

  /**
   * Whether there is room for more data. While this is false the caller refuses what would make the
   * store grow, with a refusal that may be retried; what shrinks it is still to be written.
   */
  boolean hasRoom();

  /** Whether there is room, as it is told to others: for some seconds longer not than in fact. */
  DiskState.Room room();

  /** What is known of the disk; asks the system. Empty if rows are in the heap only. */
  Optional<DiskState> disk();

  /** Refuses what would make the store grow while there is no room for it. */
  default void checkRoom() {
    if (!hasRoom()) {
      throw CommonError.SERVICE_UNAVAILABLE.refuse(
          "There is no room for more data at the moment. Try again later.");
    }
  }

  /**
   * Gives {@code taker} all rows from {@code from} (included) to {@code to} (excluded), in
   * ascending order and at most {@code slice} at a time; completes when it has them all.
   */
  default Future<Void> scanAll(
      Table table, Key from, Key to, int slice, Consumer<List<Row>> taker) {
    return scan(table, from, to, slice)
        .compose(
            rows -> {
              taker.accept(rows);
              return rows.size() < slice
                  ? Future.succeededFuture()
                  : scanAll(table, rows.get(slice - 1).key().next(), to, slice, taker);
            });
  }

  /**
   * Copies all rows into {@code directory}, which is empty or not there, while the store goes on.
   * The copy has every batch given to {@link #write} before the call, and others as a whole or not
   * at all. Fails with a {@link BackupException} where it cannot be made, and leaves nothing then.
   */
  default Future<Backup> backup(Path directory) {
    return Future.failedFuture(new BackupException("This store makes no backups"));
  }

  /** Makes everything given before durable and ends; every later call fails. */
  Future<Void> close();
}
