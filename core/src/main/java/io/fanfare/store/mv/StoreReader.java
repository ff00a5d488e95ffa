package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DamagedRowException;
import io.fanfare.store.mv.file.Cell;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads. A query takes hold of a table's state on the writer thread, in its
 * place among the writes, and is answered from that state here, however long the disk takes.
 */
final class StoreReader {

  private static final long LONGEST_READ_SECONDS = 60;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "fanfare-store-reader");
            thread.setDaemon(true);
            return thread;
          });

  /** A question about one table. */
  interface Query<T> {

    Table table();

    Key from();

    /** Answers from the present state, on the writer thread: a supplier that may take its time. */
    Supplier<T> on(Rows rows);
  }

  private record Question<T>(Table table, Key from, Answer<T> answer) implements Query<T> {
    @Override
    public Supplier<T> on(Rows rows) {
      return answer.on(rows);
    }
  }

  private interface Answer<T> {
    Supplier<T> on(Rows rows);
  }

  Query<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    Key from = keys.isEmpty() ? Key.of(0) : keys.get(0);
    return new Question<>(
        table,
        from,
        rows -> {
          Rows.Found found = rows.find(keys);
          return () -> values(table, found, keys);
        });
  }

  Query<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
    return new Question<>(
        table,
        from,
        rows -> {
          Supplier<Iterator<Map.Entry<Key, Cell>>> range = rows.range(from, to, limit, bytes);
          return () -> rows(table, range.get(), limit, bytes);
        });
  }

  Query<Long> count(Table table, Key from, Key to) {
    return new Question<>(table, from, rows -> rows.count(from, to)::getAsLong);
  }

  /** The task that answers {@code query} through {@code promise}. */
  <T> StoreTask task(
      Query<T> query,
      ContextInternal context,
      Promise<T> promise,
      Supplier<@Nullable Throwable> refusal) {
    return new Reading<>(this, query, context, promise, refusal);
  }

  /** Waits for the queries that are being answered, and answers no more. */
  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_READ_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A read does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("The store's threads take no interrupts", e);
    }
  }

  private static List<Optional<byte[]>> values(Table table, Rows.Found found, List<Key> keys) {
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Cell cell = found.get(key);
      values.add(cell == null ? Optional.empty() : Optional.of(intact(table, key, cell)));
    }
    return values;
  }

  private static List<Row> rows(
      Table table, Iterator<Map.Entry<Key, Cell>> range, int limit, long bytes) {
    List<Row> rows = new ArrayList<>();
    long left = bytes;
    while (rows.size() < limit && left > 0 && range.hasNext()) {
      Map.Entry<Key, Cell> row = range.next();
      byte[] value = intact(table, row.getKey(), row.getValue());
      left -= value.length;
      rows.add(new Row(row.getKey(), value));
    }
    return rows;
  }

  private static byte[] intact(Table table, Key key, Cell cell) {
    if (!cell.isIntact(key)) {
      throw new DamagedRowException(table, key, "its checksum does not fit");
    }
    return cell.bytes();
  }

  /** A query on its way. */
  private record Reading<T>(
      StoreReader reader,
      Query<T> query,
      ContextInternal context,
      Promise<T> promise,
      Supplier<@Nullable Throwable> refusal)
      implements StoreTask.Read {

    @Override
    public void run(CommitEngine engine, Acknowledgements acknowledgements) {
      MVStore.TxCounter usage = engine.retain();
      try {
        Supplier<T> answer = query.on(engine.rows(query.table()));
        reader.thread.execute(() -> answer(engine, usage, answer));
      } catch (RuntimeException e) {
        engine.release(usage);
        refuse(damaged(e));
      }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void answer(CommitEngine engine, MVStore.TxCounter usage, Supplier<T> answer) {
      try {
        T result = answer.get();
        Acknowledgements.run(context, () -> promise.tryComplete(result));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        Throwable stopped = refusal.get();
        refuse(stopped != null ? stopped : damaged(e));
      } finally {
        engine.release(usage);
      }
    }

    private Throwable damaged(Throwable cause) {
      return cause instanceof DamagedRowException
          ? cause
          : new DamagedRowException(query.table(), query.from(), cause);
    }

    @Override
    public void refuse(Throwable cause) {
      Acknowledgements.run(context, () -> promise.tryFail(cause));
    }
  }
}
