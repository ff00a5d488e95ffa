package io.fanfare.store;

import io.fanfare.core.Key;
import io.fanfare.core.Table;

/**
 * A row that the disk no longer holds as it was written. It is never served; the other rows are,
 * and the store goes on.
 */
public final class DamagedRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DamagedRowException(Table table, Key key, String what) {
    super("Table " + table.name() + " cannot be read at " + key + ": " + what);
  }

  public DamagedRowException(Table table, Key key, Throwable cause) {
    super("Table " + table.name() + " cannot be read from " + key + " on", cause);
  }
}
