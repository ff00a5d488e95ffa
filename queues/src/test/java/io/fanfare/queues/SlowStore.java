package io.fanfare.queues;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A store that does not read what queues remember before {@code go} completes. */
final class SlowStore extends DelegatingStore {

  private final Future<Void> go;

  SlowStore(Store store, Future<Void> go) {
    super(store);
    this.go = go;
  }

  @Override
  public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    return table.equals(QueueTables.DEDUPLICATION)
        ? go.compose(now -> super.get(table, keys))
        : super.get(table, keys);
  }
}
