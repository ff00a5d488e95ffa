package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.GroupKey;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A FIFO queue hands out no more than so many messages at once, and refuses no receive. */
class FifoInFlightLimitTest {

  private static final long NOW = 1_000_000;
  private static final ReceiveOptions TEN = new ReceiveOptions(10, OptionalLong.empty(), null);

  private final VirtualStep step = new VirtualStep(NOW);
  private final Queue queue = fullQueue();

  @Test
  void aReceiveOverTheLimitIsGivenNothing() {
    send();
    assertEquals(
        Optional.of(List.of()),
        queue.receive(1, TEN, Room.AMPLE, OptionalLong.of(0), step).reply());
  }

  @Test
  void oneMessageIsHandedOutForEachThatIsDeleted() {
    send();
    OpenHandle first = new OpenHandle(new ReceiptHandle(1, 1, NOW, -1, 1), "handle");
    assertEquals(List.of(Optional.empty()), queue.delete(List.of(first), Map.of(), step).reply());
    List<Received> received =
        queue.receive(1, TEN, Room.AMPLE, OptionalLong.of(0), step).reply().orElseThrow();
    assertEquals(1, received.size());
  }

  private void send() {
    for (int i = 0; i < 2; i++) {
      DeduplicationKey key = DeduplicationKey.of(null, "id" + i);
      queue.send(List.of(Drafts.fifo("hello", "new", key)), Map.of(), step);
    }
  }

  private static Queue fullQueue() {
    List<Row> leased = new ArrayList<>();
    for (int i = -Limits.IN_FLIGHT; i < 0; i++) {
      long group = GroupKey.of("g" + i);
      Entry entry =
          new Entry(new UUID(0, i), i, NOW, NOW, group, ContentRef.own(i, 0), 1, NOW, NOW, null);
      leased.add(new Row(entry.key(1), EntryRow.encode(entry, NOW + 30_000)));
    }
    Regions regions =
        new Regions(
            1,
            QueueSettings.of(VirtualQueue.fifoAttributes()),
            new Regions.Sizes(0, 0, 0),
            new LeasedRows(leased, true),
            new WindowBudget(1_000_000));
    Queue queue = new Queue(1, regions, arn -> false);
    List<RowsWanted> wanted = queue.wanted();
    while (!wanted.isEmpty()) {
      // Nothing but leases is in the store.
      wanted.forEach(rows -> rows.loader().loaded(rows, List.of()));
      wanted = queue.wanted();
    }
    return queue;
  }
}
