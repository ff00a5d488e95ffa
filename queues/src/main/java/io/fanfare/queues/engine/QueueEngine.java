package io.fanfare.queues.engine;

import io.fanfare.core.Engine;
import io.fanfare.core.Outcome;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.queues.rows.QueueRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A queue as its host sees it. */
public final class QueueEngine implements Engine<QueueEngine.Effect> {

  /** What a queue asks its host for. */
  public sealed interface Effect {

    /** A receive that has waited gets its answer once the step is durable. */
    record Answered(Answer answer) implements Effect {}

    /** Rows must be read. */
    record Load(RowsWanted rows) implements Effect {}

    /** Messages are given up to the dead-letter queue. */
    record Transfer(List<TransferredMessage> transfers) implements Effect {}

    /** The first receive that waits lacks room; or none does any more. */
    record Seek(Optional<RoomWanted> room) implements Effect {}
  }

  private final Queue queue;
  private final QueueRecord record;
  private boolean seeks;

  /** The queue that {@code record} names. */
  public QueueEngine(Queue queue, QueueRecord record) {
    this.queue = queue;
    this.record = record;
  }

  @Override
  public Outcome<List<Effect>> settle(Step step) {
    Outcome<List<Answer>> served = queue.serve(step);
    List<Effect> effects = new ArrayList<>(0);
    served.reply().forEach(answer -> effects.add(new Effect.Answered(answer)));
    queue.wanted().forEach(rows -> effects.add(new Effect.Load(rows)));
    List<TransferredMessage> transfers = queue.takeTransfers();
    if (!transfers.isEmpty()) {
      effects.add(new Effect.Transfer(transfers));
    }
    if (seeks || queue.roomWanted().isPresent()) {
      seeks = queue.roomWanted().isPresent();
      effects.add(new Effect.Seek(queue.roomWanted()));
    }
    return new Outcome<>(effects, served.changes());
  }

  @Override
  public Outcome<?> tick(Step step) {
    return queue.tick(step);
  }

  @Override
  public OptionalLong nextDeadline() {
    return queue.nextDeadline();
  }

  @Override
  public void close() {
    queue.purge(record.generation());
  }

  @Override
  public String toString() {
    return "the queue " + record.name().arn();
  }
}
