package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Row;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.LeasedRows;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A queue hands out no more than so many messages at once. */
class InFlightLimitTest {

  private static final long NOW = 1_000_000;
  private static final ReceiveOptions ONE = new ReceiveOptions(1, OptionalLong.empty(), null);

  private final VirtualStep step = new VirtualStep(NOW);
  private final Queue queue = fullQueue();

  @Test
  void aReceiveThatDoesNotWaitIsRefusedOverTheLimit() {
    send();
    BrokerException refusal =
        assertThrows(
            BrokerException.class,
            () -> queue.receive(1, ONE, Room.AMPLE, OptionalLong.of(0), step));
    assertEquals(QueueError.OVER_LIMIT, refusal.code());
  }

  @Test
  void aReceiveThatWaitsIsGivenAMessageOnceOneInFlightIsDeleted() {
    send();
    assertTrue(queue.receive(1, ONE, Room.AMPLE, OptionalLong.of(20_000), step).reply().isEmpty());
    assertEquals(List.of(), queue.serve(step).reply());
    ReceiptHandle first = new ReceiptHandle(1, 1, NOW, 0, 1);
    OpenHandle handle = new OpenHandle(first, "handle");
    assertEquals(List.of(Optional.empty()), queue.delete(List.of(handle), Map.of(), step).reply());
    List<Answer> answers = queue.serve(step).reply();
    assertEquals(1, answers.size());
    assertEquals(1, answers.get(0).received().size());
  }

  private void send() {
    SendMessage message = new SendMessage("q", "hello");
    Caller caller = new Caller("000000000000", "us-east-1", "http://localhost");
    Draft draft = Draft.of(message, caller, queue.settings(), Draft.Wording.SINGLE);
    queue.send(List.of(draft), Map.of(), step);
  }

  private static Queue fullQueue() {
    List<Row> leased = new ArrayList<>();
    for (int i = 0; i < Limits.IN_FLIGHT; i++) {
      Entry entry =
          new Entry(new UUID(0, i), i, NOW, NOW, 0, ContentRef.own(i, 0), 1, NOW, NOW, null);
      leased.add(new Row(entry.key(1), EntryRow.encode(entry, NOW + 30_000)));
    }
    Regions regions =
        new Regions(
            1,
            QueueSettings.of(Attributes.none()),
            new Regions.Sizes(0, 0, 0),
            new LeasedRows(leased, true),
            new WindowBudget(1_000_000));
    return new Queue(1, regions, arn -> false);
  }
}
