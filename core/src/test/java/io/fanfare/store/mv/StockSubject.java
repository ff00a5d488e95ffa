package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.CellType;
import io.fanfare.store.mv.file.KeyType;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** An MVStore as it comes, flushed after every commit: what the simulator must find fault with. */
record StockSubject(MVStore store) implements PowerCutSimulator.Subject {

  static StockSubject open(String fileName) {
    return new StockSubject(
        new MVStore.Builder()
            .fileName(fileName)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open());
  }

  private MVMap<Key, Cell> map(Table table) {
    return store.openMap(
        table.name(),
        new MVMap.Builder<Key, Cell>().keyType(KeyType.INSTANCE).valueType(CellType.INSTANCE));
  }

  @Override
  public void apply(Change change) {
    if (change instanceof Change.Put put) {
      map(put.table()).put(put.key(), Cell.of(put.key(), put.value()));
    } else if (change instanceof Change.Remove) {
      map(change.table()).remove(change.key());
    } else {
      Cell counted = map(ReferenceCounts.of(change.table())).get(change.key());
      ReferenceCounts.resolve(change, counted).forEach(this::apply);
    }
  }

  @Override
  public void commit() {
    store.commit();
    store.sync();
  }

  @Override
  public void housekeeping() {}

  @Override
  public void clean() {}

  @Override
  public Map<Key, byte[]> read(Table table) {
    Map<Key, byte[]> rows = new TreeMap<>();
    map(table).forEach((key, cell) -> rows.put(key, cell.bytes()));
    return rows;
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public void abort() {
    store.closeImmediately();
  }
}
