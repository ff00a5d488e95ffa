package io.fanfare.store;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.Optional;
import java.util.function.Predicate;

/** All rows of a store that nobody changes, for whoever looks whether they fit together. */
public interface StoredRows {

  /** The first key that a row could have. */
  Key FIRST = new Key(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  /**
   * Gives {@code taker} each row of {@code table} from {@code from} on, in ascending order, until
   * it wants no more.
   */
  void each(Table table, Key from, Predicate<Row> taker);

  /** What stands at {@code key} of {@code table}. */
  Optional<byte[]> get(Table table, Key key);

  /** How often the row at {@code key} of {@code table} is retained, by the store's own count. */
  long retained(Table table, Key key);

  /** The number that no sequence handed out so far has reached. */
  long sequenceCeiling();
}
