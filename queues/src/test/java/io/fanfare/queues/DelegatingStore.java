package io.fanfare.queues;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A store that does as another does, but for what a test changes. */
abstract class DelegatingStore implements Store {

  private final Store store;

  DelegatingStore(Store store) {
    this.store = store;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    return store.write(changes);
  }

  @Override
  public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
    return store.get(table, keys);
  }

  @Override
  public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
    return store.scan(table, from, to, limit, bytes);
  }

  @Override
  public Future<Long> count(Table table, Key from, Key to) {
    return store.count(table, from, to);
  }

  @Override
  public long nextSequence() {
    return store.nextSequence();
  }

  @Override
  public boolean hasRoom() {
    return store.hasRoom();
  }

  @Override
  public DiskState.Room room() {
    return store.room();
  }

  @Override
  public Optional<DiskState> disk() {
    return store.disk();
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }
}
