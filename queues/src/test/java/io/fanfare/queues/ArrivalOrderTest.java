package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A FIFO queue keeps the order in which messages came while it looks at some of them. */
@Timeout(60)
class ArrivalOrderTest {

  private static final String QUEUE = "orders.fifo";

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final Promise<Void> read = Promise.promise();

  @AfterEach
  void closeVertx() throws Exception {
    await(vertx.close());
  }

  @Test
  void aMessageDoesNotOvertakeOneThatMayBeADuplicate() throws Exception {
    Queues queues =
        await(Queues.open(new Environment(vertx, slowToRead(), clock), new QueuesOptions()));
    Map<String, String> fifo = Map.of("FifoQueue", "true");
    await(queues.createQueue(new CreateQueue(QUEUE, fifo, Map.of())));
    await(send(queues, "1", "known"));
    // No duplicate any more, but the heap still takes it for a possible one.
    clock.advance(300_000);
    Future<?> suspected = send(queues, "2", "known");
    Future<?> next = send(queues, "3", "new");
    Future<?> last = send(queues, "4", "newer");
    assertEquals("1", count(queues));
    assertFalse(suspected.isComplete() || next.isComplete() || last.isComplete());
    read.complete();
    await(Future.all(suspected, next, last));
    assertEquals(
        List.of("1", "2", "3", "4"),
        await(queues.receiveMessage(new ReceiveMessage(QUEUE, 10))).messages().stream()
            .map(Message::body)
            .toList());
    await(queues.close());
  }

  @Test
  void thousandsOfMessagesWaitBehindOne() throws Exception {
    Queues queues =
        await(Queues.open(new Environment(vertx, slowToRead(), clock), new QueuesOptions()));
    Map<String, String> fifo = Map.of("FifoQueue", "true");
    await(queues.createQueue(new CreateQueue(QUEUE, fifo, Map.of())));
    await(send(queues, "first", "known"));
    clock.advance(300_000);
    List<Future<?>> sent = new ArrayList<>();
    sent.add(send(queues, "suspect", "known"));
    for (int i = 0; i < 20_000; i++) {
      sent.add(send(queues, "m", "new" + i));
    }
    assertEquals("1", count(queues));
    read.complete();
    await(Future.all(sent));
    assertEquals("20002", count(queues));
    await(queues.close());
  }

  private static Future<?> send(Queues queues, String body, String deduplicationId) {
    return queues.sendMessage(
        new SendMessage(QUEUE, body, null, Map.of(), Map.of(), deduplicationId, "group"));
  }

  private static String count(Queues queues) throws Exception {
    String name = "ApproximateNumberOfMessages";
    return await(queues.getQueueAttributes(new GetQueueAttributes(QUEUE, List.of(name))))
        .attributes()
        .getOrDefault(name, "");
  }

  /** A store that does not read what queues remember before {@link #read} is completed. */
  private Store slowToRead() throws Exception {
    Store store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    return new SlowStore(store, read.future());
  }
}
