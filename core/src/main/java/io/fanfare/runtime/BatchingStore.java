package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store as one event loop sees it: what several engines write while {@link #together} runs
 * becomes one batch, so that it costs one hand-over to the store and one back. A row that several
 * of them retain is retained once, as often as they ask. Only that event loop writes together.
 */
final class BatchingStore extends DelegatingStore {

  private @Nullable Batch open;
  private @Nullable Thread owner;

  /** What is written to {@code store} goes there at once, but for what is written together. */
  BatchingStore(Store store) {
    super(store);
  }

  /** Changes that are not given to the store yet. */
  private static final class Batch {
    private final List<Change> changes = new ArrayList<>();
    private final Map<Key, Integer> retained = new HashMap<>();
    private final Promise<Void> durable = Promise.promise();
    private boolean isAsked;

    void add(List<Change> more) {
      isAsked = true;
      for (Change change : more) {
        if (change instanceof Change.Retain retain) {
          add(retain);
        } else {
          changes.add(change);
        }
      }
    }

    private void add(Change.Retain retain) {
      Integer at = retained.putIfAbsent(retain.key(), changes.size());
      if (at != null
          && changes.get(at) instanceof Change.Retain before
          && before.table().equals(retain.table())) {
        changes.set(at, before.more(retain.times()));
      } else {
        changes.add(retain);
      }
    }
  }

  /** Does {@code work}; what it writes becomes one batch, unless it reads in between. */
  <R> R together(Supplier<R> work) {
    if (open() != null) {
      return work.get();
    }
    owner = Thread.currentThread();
    open = new Batch();
    try {
      return work.get();
    } finally {
      flush();
      open = null;
      owner = null;
    }
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    Batch batch = open();
    if (batch == null) {
      return super.write(changes);
    }
    batch.add(changes);
    return batch.durable.future();
  }

  /** What is being written together, if it is by whoever asks: others may read and write, too. */
  private @Nullable Batch open() {
    return Thread.currentThread() == owner ? open : null;
  }

  /** Gives the store what was written, before something else is asked of it. */
  private void flush() {
    Batch batch = open();
    if (batch != null && batch.isAsked) {
      open = new Batch();
      written(batch.changes).onComplete(batch.durable);
    }
  }

  /** A fault is for those to hear who wrote, not for whoever comes to give it to the store. */
  private Future<Void> written(List<Change> changes) {
    try {
      return super.write(changes);
    } catch (Throwable fault) {
      return Future.failedFuture(fault);
    }
  }

  @Override
  public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    flush();
    return super.get(table, keys);
  }

  @Override
  public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
    flush();
    return super.scan(table, from, to, limit, bytes);
  }

  @Override
  public Future<Long> count(Table table, Key from, Key to) {
    flush();
    return super.count(table, from, to);
  }

  @Override
  public Future<Void> close() {
    flush();
    return super.close();
  }
}
