package io.fanfare.runtime;

import io.fanfare.core.Key;
import io.fanfare.core.Table;

/**
 * A row that the disk no longer holds as it was written. It is never served; the other rows are,
 * and the store goes on.
 */
public final class DamagedRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DamagedRowException(Table table, Key key, String what) {
    super("Table " + table.name() + " cannot be read at " + key + ": " + what);
  }

  DamagedRowException(Table table, Key key, Throwable cause) {
    super("Table " + table.name() + " cannot be read from " + key + " on", cause);
  }
}
