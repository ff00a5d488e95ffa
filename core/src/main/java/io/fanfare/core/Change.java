package io.fanfare.core;

/**
 * One change of one row. A list of changes is a batch: applied as a whole or not at all, in the
 * order given.
 */
public sealed interface Change {

  Table table();

  Key key();

  /** Writes {@code value} at {@code key}, whether or not a row stands there. */
  @SuppressWarnings("ArrayRecordComponent")
  record Put(Table table, Key key, byte[] value) implements Change {}

  /** Removes the row at {@code key}, if one stands there. */
  record Remove(Table table, Key key) implements Change {}

  /**
   * Retains the row at {@code key} so many {@code times} more, at least once; the first who does
   * writes {@code value} there. What stands there is the same for all, and is there until it was
   * released as often as retained.
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Retain(Table table, Key key, byte[] value, int times) implements Change {

    /** This row, retained {@code more} times. */
    public Retain more(int more) {
      return new Retain(table, key, value, times + more);
    }
  }

  /** Retains the row at {@code key} once less; with the last who did, it goes. */
  record Release(Table table, Key key) implements Change {}

  static Change put(Table table, Key key, byte[] value) {
    return new Put(table, key, value);
  }

  static Change remove(Table table, Key key) {
    return new Remove(table, key);
  }

  static Change retain(Table table, Key key, byte[] value) {
    return new Retain(table, key, value, 1);
  }

  static Change release(Table table, Key key) {
    return new Release(table, key);
  }
}
