package io.fanfare.queues.engine;

import io.fanfare.core.Key;
import io.fanfare.core.Table;

/**
 * Rows that a queue asks the store for.
 *
 * @param table where they stand
 * @param from the first key
 * @param to the key behind the last
 * @param limit how many at the most
 * @param load which of the queue's wishes this is
 */
public record RowsWanted(Table table, Key from, Key to, int limit, Window.Load load) {

  static RowsWanted of(Table table, Window.Load load) {
    return new RowsWanted(
        table, load.from(), Key.afterAll(load.from().owner()), load.limit(), load);
  }
}
