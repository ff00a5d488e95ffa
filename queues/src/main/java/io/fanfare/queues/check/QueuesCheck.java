package io.fanfare.queues.check;

import static io.fanfare.queues.rows.QueueTables.BODIES;
import static io.fanfare.queues.rows.QueueTables.DEDUPLICATION;
import static io.fanfare.queues.rows.QueueTables.DELAYED;
import static io.fanfare.queues.rows.QueueTables.GARBAGE;
import static io.fanfare.queues.rows.QueueTables.GROUPED;
import static io.fanfare.queues.rows.QueueTables.LEASED;
import static io.fanfare.queues.rows.QueueTables.MOVE_TASKS;
import static io.fanfare.queues.rows.QueueTables.QUEUES;
import static io.fanfare.queues.rows.QueueTables.READY;
import static io.fanfare.queues.rows.QueueTables.RETURNED;
import static io.fanfare.queues.rows.QueueTables.SECRETS;
import static io.fanfare.queues.rows.QueueTables.SHARED;

import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.Table;
import io.fanfare.core.deduplication.DeduplicationRow;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.seal.SealCheck;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at the rows of queues: whether each can be read, belongs to a queue, and stands everywhere
 * where the others need it.
 */
public final class QueuesCheck implements RowCheck {

  private static final int SECRET_BYTES = 32;

  private final SealCheck seals;

  /**
   * A check that opens what is sealed.
   *
   * @param seals what opens it
   */
  public QueuesCheck(SealCheck seals) {
    this.seals = seals;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        QUEUES,
        READY,
        DELAYED,
        LEASED,
        GROUPED,
        RETURNED,
        DEDUPLICATION,
        BODIES,
        SHARED,
        GARBAGE,
        MOVE_TASKS,
        SECRETS);
  }

  @Override
  public void check(StoredRows rows, Consumer<Finding> findings) {
    RowLook look = new RowLook(rows, findings);
    Generations generations = generations(look);
    look.each(
        MOVE_TASKS,
        MoveTask::decode,
        (row, task) -> {
          if (!generations.isQueue(row.key().owner())) {
            look.damage(MOVE_TASKS, row.key(), "its queue does not exist");
          }
        });
    look.each(
        DEDUPLICATION,
        row -> DeduplicationRow.decode(row.value()),
        (row, message) -> generations.check(look, DEDUPLICATION, row.key()));
    look.each(SECRETS, QueuesCheck::secret, (row, bytes) -> {});
    new MessageCheck(look, generations).check();
    new ContentCheck(look, seals).check();
  }

  private static Generations generations(RowLook look) {
    Generations generations = new Generations();
    look.each(
        QUEUES,
        row -> QueueRecord.decode(row.key().owner(), row.value()),
        (row, queue) -> {
          look.number(QUEUES, row.key(), Math.max(queue.id(), queue.generation()));
          generations.add(queue);
        });
    look.each(GARBAGE, row -> row.key().owner(), (row, generation) -> generations.end(generation));
    return generations;
  }

  private static byte[] secret(Row row) {
    byte[] secret = new byte[SECRET_BYTES];
    RowReader.withoutFormat("secret", row.value()).raw(secret, 0, SECRET_BYTES);
    return secret;
  }
}
