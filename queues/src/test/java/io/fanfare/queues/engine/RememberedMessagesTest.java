package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rules.QueueSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What FIFO queues remember of messages stays within the heap that there is for it. */
class RememberedMessagesTest {

  private static final long NOW = 1_000_000;
  private static final long MORE_THAN_ALL = 1L << 30;

  private final VirtualStep step = new VirtualStep(NOW);
  private final WindowBudget budget = new WindowBudget(0);
  private final Queue queue =
      new Queue(
          1,
          new Regions(
              1,
              QueueSettings.of(VirtualQueue.fifoAttributes()),
              new Regions.Sizes(0, 0, 0),
              new LeasedRows(List.of(), true),
              budget),
          arn -> false);

  @Test
  void aMessageIsRefusedWhileThereIsNoMemoryToKnowItAgain() {
    send("a");
    budget.remembered(MORE_THAN_ALL);
    BrokerException refusal = assertThrows(BrokerException.class, () -> send("b"));
    assertEquals(QueueError.REQUEST_THROTTLED, refusal.code());
    assertEquals(1, queue.counts().visible());
    budget.remembered(-MORE_THAN_ALL);
    send("b");
    assertEquals(2, queue.counts().visible());
  }

  @Test
  void theMemoryOfAMessageIsGivenBackAfterSomeMinutes() {
    for (int i = 0; i < 10_000; i++) {
      send("m" + i);
    }
    long held = budget.held();
    step.setNow(NOW + 400_000);
    queue.tick(step);
    assertTrue(budget.held() < held, () -> held + " entries before, now " + budget.held());
  }

  private void send(String id) {
    DeduplicationKey key = DeduplicationKey.of(null, id);
    queue.send(List.of(Drafts.fifo("m", "g", key)), Map.of(), step);
  }
}
