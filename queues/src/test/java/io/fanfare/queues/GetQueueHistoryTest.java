package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Caller;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.monitoring.GetQueueHistory;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues that are at work are looked at once in each period. */
@Timeout(60)
class GetQueueHistoryTest {

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  private QueuePartition partition;
  private Queues queues;

  GetQueueHistoryTest() {
    open();
  }

  private void open() {
    partition =
        await(QueuePartition.open(new Environment(vertx, store, clock), new QueuesOptions()));
    queues = QueueService.of(partition, partition.defaultCaller());
    // The first look came before there was anything to see.
    await(partition.histories().of("", ""));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  /** Lets a period end in which the queues are looked at, as the timer would. */
  private void period() {
    clock.advance(10_000);
    await(partition.histories().now());
  }

  private GetQueueHistory.Result history(@Nullable String queue) {
    return await(queues.getQueueHistory(new GetQueueHistory(queue)));
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      await(queues.sendMessage(new SendMessage("q", "m")));
    }
  }

  private void receiveAndDelete() {
    String handle =
        await(queues.receiveMessage(new ReceiveMessage("q", 1))).messages().get(0).receiptHandle();
    await(queues.deleteMessage(new DeleteMessage("q", handle)));
  }

  @Test
  void eachPeriodHasWhatWasDoneInItAndHowTheQueueStoodAtItsEnd() {
    await(queues.createQueue(new CreateQueue("q")));
    send(3);
    period();
    send(1);
    receiveAndDelete();
    await(queues.receiveMessage(new ReceiveMessage("q", 1)));
    period();
    period();
    GetQueueHistory.Result one = history("q");
    assertEquals(
        new GetQueueHistory.Result(
            10,
            clock.millis() / 10_000 * 10 - 20,
            List.of(3, 2, 2),
            List.of(0, 1, 1),
            List.of(0, 0, 0),
            List.of(3, 1, 0),
            List.of(0, 2, 0),
            List.of(0, 1, 0)),
        one);
    GetQueueHistory.Result all = history(null);
    assertEquals(List.of(3, 1, 0), lastThree(all.sent()));
    assertEquals(List.of(3, 2, 2), lastThree(all.visible()));
  }

  private static List<Integer> lastThree(List<Integer> values) {
    return values.subList(values.size() - 3, values.size());
  }

  @Test
  void aHistoryBeginsAnewWithTheProcess() {
    await(queues.createQueue(new CreateQueue("q")));
    send(2);
    period();
    assertEquals(List.of(2), history("q").sent());
    await(queues.close());
    open();
    assertEquals(List.of(), history("q").sent());
    await(queues.sendMessage(new SendMessage("q", "m")));
    period();
    assertEquals(List.of(1), history("q").sent());
    assertEquals(List.of(3), history("q").visible());
  }

  @Test
  void othersSeeNothingOfIt() {
    await(queues.createQueue(new CreateQueue("q")));
    send(2);
    period();
    Queues others = queues.as(new Caller("111111111111", "us-east-1", "http://x"));
    assertEquals(List.of(), await(others.getQueueHistory(new GetQueueHistory(null))).sent());
    Future<?> asked = others.getQueueHistory(new GetQueueHistory("q"));
    assertRefused(QueueError.QUEUE_DOES_NOT_EXIST, asked);
  }
}
