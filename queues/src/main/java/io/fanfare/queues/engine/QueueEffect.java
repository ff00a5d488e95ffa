package io.fanfare.queues.engine;

import io.fanfare.core.RowsWanted;
import java.util.List;
import java.util.Optional;

/** What a queue asks its host for. */
public sealed interface QueueEffect {

  /** A receive that has waited gets its answer once the step is durable. */
  record Answer(Delivery delivery) implements QueueEffect {}

  /** Rows must be read. */
  record Load(RowsWanted rows) implements QueueEffect {}

  /** Messages are given up to the dead-letter queue. */
  record Transfer(List<Departure> departures) implements QueueEffect {}

  /** The first receive that waits lacks room; or none does any more. */
  record Seek(Optional<RoomWanted> room) implements QueueEffect {}
}
