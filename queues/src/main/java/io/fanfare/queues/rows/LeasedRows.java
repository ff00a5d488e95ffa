package io.fanfare.queues.rows;

import io.fanfare.core.Row;
import java.util.List;

/**
 * The rows of all messages in flight, as a queue that is opened finds them.
 *
 * @param rows those of the leased region
 * @param consumersEnded whether the consumers that held some of them ended with their process
 */
public record LeasedRows(List<Row> rows, boolean consumersEnded) {

  /** The messages; what nobody has in hand any more is due at once, whatever its lease says. */
  public List<EntryRow> messages() {
    return rows.stream().map(row -> EntryRow.decode(row.value())).map(this::asItIs).toList();
  }

  private EntryRow asItIs(EntryRow message) {
    return consumersEnded && message.inHand() ? new EntryRow(message.entry(), 0) : message;
  }
}
