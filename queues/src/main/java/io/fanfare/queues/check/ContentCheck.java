package io.fanfare.queues.check;

import static io.fanfare.queues.rows.QueueTables.BODIES;
import static io.fanfare.queues.rows.QueueTables.DELAYED;
import static io.fanfare.queues.rows.QueueTables.LEASED;
import static io.fanfare.queues.rows.QueueTables.READY;
import static io.fanfare.queues.rows.QueueTables.SHARED;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.seal.Place;
import io.fanfare.seal.SealCheck;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import java.util.Arrays;
import java.util.List;

/**
 * Looks whether the messages have their contents, and no content is without its messages: one has a
 * content of its own, as many as are counted have a shared one. It takes so many contents at a time
 * that the heap has room for their numbers, and all messages for each of these windows.
 */
final class ContentCheck {

  private static final int WINDOW = 1 << 20;

  private final RowLook look;
  private final SealCheck seals;
  private final int most;

  ContentCheck(RowLook look, SealCheck seals) {
    this(look, seals, WINDOW);
  }

  /**
   * As the other.
   *
   * @param most how many contents are taken at a time
   */
  ContentCheck(RowLook look, SealCheck seals, int most) {
    this.look = look;
    this.seals = seals;
    this.most = most;
  }

  void check() {
    for (Table table : List.of(BODIES, SHARED)) {
      Key from = StoredRows.FIRST;
      boolean more = true;
      while (more) {
        Window window = new Window(table, from);
        more = window.fill();
        window.count();
        window.compare();
        from = more ? window.end() : from;
      }
    }
  }

  /** Some contents of a table, one behind the other, and how many messages have each. */
  private final class Window {
    private final Table table;
    private final Key from;
    private long[] numbers = new long[16];
    private int size;
    private boolean last = true;
    private long[] messages = {};

    Window(Table table, Key from) {
      this.table = table;
      this.from = from;
    }

    /** Takes in contents; whether there are more behind them. */
    boolean fill() {
      look.rows()
          .each(
              table,
              from,
              row -> {
                last = size < most;
                if (last) {
                  numbers = size < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * size);
                  numbers[size++] = row.key().owner();
                  read(row);
                }
                return last;
              });
      messages = new long[size];
      return !last;
    }

    private void read(Row row) {
      look.number(table, row.key(), row.key().owner());
      try {
        ContentRef own =
            new ContentRef(row.key().owner(), table.equals(SHARED) ? "" : null, row.value().length);
        seals
            .open(row.value(), Place.of(table, row.key()))
            .ifPresent(content -> Content.decode(content, own));
      } catch (RuntimeException unreadable) {
        look.damage(table, row.key(), "it cannot be read: " + unreadable.getMessage());
      }
    }

    /** The key from which on the next window has contents. */
    Key end() {
      return Key.of(numbers[size - 1]).next();
    }

    void count() {
      for (Table region : List.of(READY, DELAYED, LEASED)) {
        look.rows()
            .each(
                region,
                StoredRows.FIRST,
                row -> {
                  count(region, row);
                  return true;
                });
      }
    }

    private void count(Table region, Row row) {
      ContentRef content;
      try {
        content = EntryRow.decode(row.value()).entry().content();
      } catch (RuntimeException told) {
        // MessageCheck has told of it.
        return;
      }
      boolean here =
          content.table().equals(table)
              && content.key().compareTo(from) >= 0
              && (last || content.number() <= numbers[size - 1]);
      if (here) {
        int index = Arrays.binarySearch(numbers, 0, size, content.number());
        if (index >= 0) {
          messages[index]++;
        } else {
          look.damage(
              region,
              row.key(),
              "its content %d is not in %s".formatted(content.number(), table.name()));
        }
      }
    }

    void compare() {
      for (int i = 0; i < size; i++) {
        Key key = Key.of(numbers[i]);
        long expected = table.equals(SHARED) ? look.rows().retained(table, key) : 1;
        if (messages[i] != expected) {
          look.damage(
              table,
              key,
              "it is held %s, and messages refer to it %s"
                  .formatted(times(expected), times(messages[i])));
        }
      }
    }

    private static String times(long times) {
      return times == 1 ? "once" : times + " times";
    }
  }
}
