package io.fanfare.topics;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in which a bug is planted: the step fails that writes a row as a test says. */
final class FaultyStore implements Store {

  private final Store store;
  private volatile @Nullable Planted planted;

  FaultyStore(Store store) {
    this.store = store;
  }

  private record Planted(Table table, String text) {

    boolean isIn(Change change) {
      return change.table().equals(table)
          && change instanceof Change.Put put
          && new String(put.value(), StandardCharsets.UTF_8).contains(text);
    }
  }

  /** From now on no row of {@code table} with {@code text} in it can be written. */
  void plant(Table table, String text) {
    planted = new Planted(table, text);
  }

  /** Mends the bug. */
  void mend() {
    planted = null;
  }

  @Override
  public Future<Void> write(List<Change> changes) {
    Planted bug = planted;
    if (bug != null && changes.stream().anyMatch(bug::isIn)) {
      throw new IllegalStateException("A planted bug");
    }
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
