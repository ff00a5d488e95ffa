package io.fanfare.store;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * Something in a data directory that is not as it should be.
 *
 * @param kind how bad it is
 * @param table the name of the table that it is about, if it is about one
 * @param key the row that it is about, if it is about one
 * @param what it in a sentence, without the table and the key
 */
public record Finding(Kind kind, @Nullable String table, @Nullable Key key, String what) {

  /** How bad something is. */
  public enum Kind {
    /** Something is lost, or does not fit to the rest. */
    DAMAGE,
    /** Nothing is lost, but somebody should know. */
    REMARK
  }

  /** Damage to the row at {@code key} of {@code table}. */
  public static Finding damage(Table table, Key key, String what) {
    return new Finding(Kind.DAMAGE, table.name(), key, what);
  }

  /** Damage that is about no row, or about many. */
  public static Finding damage(String what) {
    return new Finding(Kind.DAMAGE, null, null, what);
  }

  /** Something to know that is no damage. */
  public static Finding remark(String what) {
    return new Finding(Kind.REMARK, null, null, what);
  }

  /** Where it is and what it is, in one line. */
  @Override
  public String toString() {
    String row = key == null ? "" : " at " + key.owner() + "/" + key.order() + "/" + key.sequence();
    return table == null ? what : "Row of " + table + row + ": " + what;
  }
}
