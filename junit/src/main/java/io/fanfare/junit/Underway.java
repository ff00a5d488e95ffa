package io.fanfare.junit;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a broker has begun elsewhere than on its event loops, and is told the end of on them. */
final class Underway {

  private volatile AtomicInteger now = new AtomicInteger();

  int count() {
    return now.get();
  }

  /** Counts no more what was begun until now, by who is closed and hears of no end. */
  void forget() {
    now = new AtomicInteger();
  }

  /** Counts {@code work} until it is complete, and those it is for hear of that. */
  <R> Future<R> during(Supplier<Future<R>> work) {
    AtomicInteger count = now;
    count.incrementAndGet();
    Future<R> begun;
    try {
      begun = work.get();
    } catch (Throwable fault) {
      count.decrementAndGet();
      throw fault;
    }
    return begun.onComplete(done -> count.decrementAndGet());
  }

  /** The same store, whose writes and reads are counted. */
  Store counted(Store store) {
    return new DelegatingStore(store) {
      @Override
      public Future<Void> write(List<Change> changes) {
        return during(() -> super.write(changes));
      }

      @Override
      public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
        return during(() -> super.get(table, keys));
      }

      @Override
      public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
        return during(() -> super.scan(table, from, to, limit, bytes));
      }

      @Override
      public Future<Long> count(Table table, Key from, Key to) {
        return during(() -> super.count(table, from, to));
      }
    };
  }
}
