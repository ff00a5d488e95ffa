package io.fanfare.queues.engine;

import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The way of rows from a store in memory to the queue that asked for them: at once, or late. */
final class VirtualLoads {

  private static final int FAILS_ONE_IN = 8;

  private final VirtualStore store;
  private final List<Load> late = new ArrayList<>();
  private @Nullable Random lateness;
  private long asked;

  /** Rows as they were when they were asked for. */
  private record Load(RowsWanted wanted, List<Row> rows) {}

  VirtualLoads(VirtualStore store) {
    this.store = store;
  }

  /** From now on some rows arrive only after the next act, and a few fail to. */
  void beLate(Random chance) {
    lateness = chance;
  }

  /** How many rows were asked for so far, at the most. */
  long asked() {
    return asked;
  }

  /** Gives {@code queue} the rows that it wants; false if none came. */
  boolean load(Queue queue, boolean atOnce) {
    boolean came = false;
    for (RowsWanted wanted : queue.wanted()) {
      asked += wanted.limit();
      List<Row> rows = store.scan(wanted.table(), wanted.from(), wanted.to(), wanted.limit());
      if (!atOnce && lateness != null && lateness.nextBoolean()) {
        late.add(new Load(wanted, rows));
      } else {
        queue.loaded(wanted, rows);
        came = true;
      }
    }
    return came;
  }

  /** Ends the loads that were late. */
  void arrive(Queue queue) {
    for (Load load : late) {
      if (lateness != null && lateness.nextInt(FAILS_ONE_IN) == 0) {
        queue.loadFailed(load.wanted());
      } else {
        queue.loaded(load.wanted(), load.rows());
      }
    }
    late.clear();
  }

  /** Forgets the loads that were late, as when the process ends. */
  void forget() {
    late.clear();
  }
}
