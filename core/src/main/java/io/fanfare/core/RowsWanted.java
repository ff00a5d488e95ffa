package io.fanfare.core;

/**
 * Rows that an engine asks the store for.
 *
 * @param table where they stand
 * @param from the first key
 * @param to the key behind the last
 * @param limit how many at the most
 * @param loader who asks
 */
public record RowsWanted(Table table, Key from, Key to, int limit, Loader loader) {

  /** Whether {@code rows} rows are all there are. */
  public boolean isShort(int rows) {
    return rows < limit;
  }
}
