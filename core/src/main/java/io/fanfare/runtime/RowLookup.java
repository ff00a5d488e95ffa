package io.fanfare.runtime;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One search for rows that must be known before a rule can run, which may turn out to need more.
 */
public final class RowLookup {

  private final Store store;
  private final List<Table> tables;
  private final Supplier<? extends Collection<Key>> needed;
  private final Map<Key, Optional<byte[]>> found = new HashMap<>();

  private RowLookup(Store store, List<Table> tables, Supplier<? extends Collection<Key>> needed) {
    this.store = store;
    this.tables = List.copyOf(tables);
    this.needed = needed;
  }

  /** Those rows of {@code table} that are {@code needed}, by key, as far as they stand there. */
  public static Future<Map<Key, byte[]>> rows(
      Store store, Table table, Supplier<? extends Collection<Key>> needed) {
    return rows(store, List.of(table), needed);
  }

  /**
   * Those rows that are {@code needed} of several tables, in one of which each stands if at all.
   */
  public static Future<Map<Key, byte[]>> rows(
      Store store, List<Table> tables, Supplier<? extends Collection<Key>> needed) {
    RowLookup recall = new RowLookup(store, tables, needed);
    return Future.succeededFuture().compose(begun -> recall.run());
  }

  /** Reads rows until none is needed that has not been looked for. */
  private Future<Map<Key, byte[]>> run() {
    List<Key> keys = needed.get().stream().filter(key -> !found.containsKey(key)).toList();
    if (keys.isEmpty()) {
      Map<Key, byte[]> rows = new HashMap<>();
      found.forEach((key, row) -> row.ifPresent(value -> rows.put(key, value)));
      return Future.succeededFuture(rows);
    }
    // Asked for at once, they are all of the same moment.
    List<Future<List<Optional<byte[]>>>> reads =
        tables.stream().map(table -> store.get(table, keys)).toList();
    return Future.all(reads)
        .compose(
            read -> {
              reads.forEach(each -> take(keys, each.result()));
              return run();
            });
  }

  private void take(List<Key> keys, List<Optional<byte[]>> values) {
    for (int i = 0; i < keys.size(); i++) {
      Optional<byte[]> value = values.get(i);
      found.merge(keys.get(i), value, (before, now) -> before.isPresent() ? before : now);
    }
  }
}
