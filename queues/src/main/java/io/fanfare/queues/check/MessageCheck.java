package io.fanfare.queues.check;

import static io.fanfare.queues.rows.QueueTables.DELAYED;
import static io.fanfare.queues.rows.QueueTables.GROUPED;
import static io.fanfare.queues.rows.QueueTables.LEASED;
import static io.fanfare.queues.rows.QueueTables.READY;
import static io.fanfare.queues.rows.QueueTables.RETURNED;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.store.RowLook;
import java.util.List;

/**
 * Looks whether each message stands where it says, and whether those that have a second row have
 * it, the same as the first. Messages that are being removed may have lost one of the two.
 */
final class MessageCheck {

  private final RowLook look;
  private final Generations generations;

  MessageCheck(RowLook look, Generations generations) {
    this.look = look;
    this.generations = generations;
  }

  void check() {
    for (Table table : List.of(READY, DELAYED, LEASED, GROUPED, RETURNED)) {
      look.each(
          table,
          row -> EntryRow.decode(row.value()).entry(),
          (row, entry) -> check(table, row, entry));
    }
  }

  private void check(Table table, Row row, Entry entry) {
    long generation = row.key().owner();
    generations.check(look, table, row.key());
    look.number(table, row.key(), Math.max(entry.sequence(), entry.content().number()));
    if (!row.key().equals(place(table, row.key(), entry))) {
      look.damage(table, row.key(), "the message in it belongs elsewhere");
    } else if (generations.isInUse(generation)) {
      checkSecond(table, row, entry, generations.isFifo(generation));
    }
  }

  private static Key place(Table table, Key key, Entry entry) {
    if (table.equals(GROUPED)) {
      return group(key.owner(), entry);
    }
    if (table.equals(RETURNED)) {
      return entry.firstKey(key.owner());
    }
    return table.equals(DELAYED)
        ? new Key(key.owner(), key.order(), entry.sequence())
        : entry.key(key.owner());
  }

  private static Key group(long generation, Entry entry) {
    return new Key(generation, entry.group(), entry.sequence());
  }

  private void checkSecond(Table table, Row row, Entry entry, boolean fifo) {
    long generation = row.key().owner();
    if (table.equals(GROUPED) || table.equals(RETURNED)) {
      boolean may = table.equals(GROUPED) ? fifo : !fifo && entry.isElsewhere();
      if (!may || !look.stands(READY, entry.key(generation), row.value())) {
        look.damage(table, row.key(), "the same row is not in " + READY.name());
      }
    } else if (table.equals(READY)) {
      Table second = fifo ? GROUPED : RETURNED;
      Key key = fifo ? group(generation, entry) : entry.firstKey(generation);
      if ((fifo || entry.isElsewhere()) && !look.stands(second, key, row.value())) {
        look.damage(table, row.key(), "the same row is not in " + second.name());
      }
    }
  }
}
