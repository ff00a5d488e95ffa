package io.fanfare.queues.engine;

import io.fanfare.core.Engine;
import io.fanfare.core.Outcome;
import io.fanfare.core.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A queue as its host sees it. */
public final class QueueEngine implements Engine<QueueEffect> {

  private final Queue queue;
  private final QueueRecord record;
  private boolean seeks;

  /** The queue that {@code record} names. */
  public QueueEngine(Queue queue, QueueRecord record) {
    this.queue = queue;
    this.record = record;
  }

  @Override
  public Outcome<List<QueueEffect>> settle(Step step) {
    Outcome<List<Delivery>> served = queue.serve(step);
    List<QueueEffect> effects = new ArrayList<>(0);
    served.reply().forEach(delivery -> effects.add(new QueueEffect.Answer(delivery)));
    queue.wanted().forEach(rows -> effects.add(new QueueEffect.Load(rows)));
    List<Departure> departures = queue.takeDepartures();
    if (!departures.isEmpty()) {
      effects.add(new QueueEffect.Transfer(departures));
    }
    if (seeks || queue.roomWanted().isPresent()) {
      seeks = queue.roomWanted().isPresent();
      effects.add(new QueueEffect.Seek(queue.roomWanted()));
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
