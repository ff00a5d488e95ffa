package io.fanfare.store;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A look at rows one by one, which tells of what is wrong with one and goes on to the next.
 *
 * @param rows which are looked at
 * @param findings what is wrong
 */
public record RowLook(StoredRows rows, Consumer<Finding> findings) {

  /** Tells that there is {@code what} with the row at {@code key} of {@code table}. */
  public void damage(Table table, Key key, String what) {
    findings.accept(Finding.damage(table, key, what));
  }

  /** Gives {@code taker} what {@code reader} reads of each row of {@code table}, where it can. */
  public <T> void each(Table table, Function<Row, T> reader, BiConsumer<Row, T> taker) {
    rows.each(
        table,
        StoredRows.FIRST,
        row -> {
          T read = read(table, row, reader);
          if (read != null) {
            taker.accept(row, read);
          }
          return true;
        });
  }

  private <T> @Nullable T read(Table table, Row row, Function<Row, T> reader) {
    try {
      return reader.apply(row);
    } catch (RuntimeException unreadable) {
      String why = unreadable.getMessage();
      damage(table, row.key(), "it cannot be read: " + (why == null ? unreadable : why));
      return null;
    }
  }

  /** Tells if {@code number} is one that the store has not given out yet. */
  public void number(Table table, Key key, long number) {
    if (number >= rows.sequenceCeiling()) {
      damage(table, key, "its number " + number + " was not given out yet");
    }
  }

  /** Whether {@code value} stands at {@code key} of {@code table}. */
  public boolean stands(Table table, Key key, byte[] value) {
    return rows.get(table, key).filter(there -> Arrays.equals(there, value)).isPresent();
  }

  /** Whether something stands at {@code key} of {@code table}. */
  public boolean stands(Table table, Key key) {
    return rows.get(table, key).isPresent();
  }
}
