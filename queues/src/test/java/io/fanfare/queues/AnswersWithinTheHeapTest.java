package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is handed out takes no more of the heap than its budget, and everybody is served. */
@Timeout(60)
class AnswersWithinTheHeapTest {

  private static final int MESSAGES = 100;
  private static final int CONSUMERS = 20;
  private static final int LARGE = 200 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final HeapBudget heap = new HeapBudget(2 << 20);
  private final Path directory;
  private Store store;
  private Queues queues;

  AnswersWithinTheHeapTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() {
    store =
        await(Stores.open(vertx, new StoreOptions().setPath(directory.toString()), fault -> {}));
    queues =
        await(
            Queues.open(new Environment(vertx, store, Clock.system(), heap), new QueuesOptions()));
  }

  private void shut() {
    await(queues.close());
    await(store.close());
  }

  @AfterEach
  void close() {
    shut();
    await(vertx.close());
  }

  @Test
  void manyConsumersOfLargeMessagesGetThemAll() {
    await(queues.createQueue(new CreateQueue("q")));
    sendLarge("q", MESSAGES);
    assertEquals(bodies(MESSAGES), consumeAll("q", MESSAGES));
    assertAllGivenBack();
  }

  @Test
  void howLargeMessagesAreIsKnownAfterARestart() {
    await(queues.createQueue(new CreateQueue("q")));
    sendLarge("q", MESSAGES);
    shut();
    open();
    assertEquals(bodies(MESSAGES), consumeAll("q", MESSAGES));
    assertAllGivenBack();
  }

  @Test
  void consumersThatWaitForLargeMessagesGetThemOneAfterTheOther() {
    await(queues.createQueue(new CreateQueue("q")));
    await(queues.createQueue(new CreateQueue("r")));
    List<Future<Set<String>>> consumers = new ArrayList<>();
    Set<String> q = new HashSet<>();
    Set<String> r = new HashSet<>();
    IntStream.range(0, CONSUMERS / 2).forEach(i -> consumers.add(consume("q", q, MESSAGES / 2)));
    IntStream.range(0, CONSUMERS / 2).forEach(i -> consumers.add(consume("r", r, MESSAGES / 2)));
    sendLarge("q", MESSAGES / 2);
    sendLarge("r", MESSAGES / 2);
    await(Future.all(consumers));
    assertEquals(bodies(MESSAGES / 2), q);
    assertEquals(bodies(MESSAGES / 2), r);
    assertAllGivenBack();
  }

  @Test
  void aMessageOfAFifoGroupWaitsForRoomAndIsNotOvertaken() {
    Map<String, String> fifo = Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");
    await(queues.createQueue(new CreateQueue("q.fifo", fifo, Map.of())));
    for (int i = 0; i < 30; i++) {
      await(queues.sendMessage(large("q.fifo", i, "g")));
    }
    List<String> received = new ArrayList<>();
    while (received.size() < 30) {
      List<Message> some = await(queues.receiveMessage(receive("q.fifo", 20))).messages();
      assertTrue(some.size() <= 2, "two of these fill what answers may take");
      for (Message message : some) {
        received.add(message.body().strip());
        await(queues.deleteMessage(new DeleteMessage("q.fifo", message.receiptHandle())));
      }
    }
    assertEquals(IntStream.range(0, 30).mapToObj(Integer::toString).toList(), received);
    assertAllGivenBack();
  }

  @Test
  void smallAnswersWaitForNoLargeOnes() {
    await(queues.createQueue(new CreateQueue("large")));
    await(queues.createQueue(new CreateQueue("small")));
    sendLarge("large", 1);
    for (int i = 0; i < 10; i++) {
      await(queues.sendMessage(new SendMessage("small", "s".repeat(1 << 10))));
    }
    HeapBudget.Lease others = heap.lease();
    assertTrue(others.tryGrow(Use.ANSWER, heap.most(Use.ANSWER)));
    Future<ReceiveMessage.Result> waits = queues.receiveMessage(receive("large", 20));
    assertEquals(10, await(queues.receiveMessage(receive("small", 0))).messages().size());
    assertFalse(waits.isComplete());
    others.close();
    assertEquals(1, await(waits).messages().size());
    assertAllGivenBack();
  }

  @Test
  void aReceiveThatLeavesGivesItsPlaceInTheLineToTheNext() {
    await(queues.createQueue(new CreateQueue("q")));
    sendLarge("q", 1);
    HeapBudget.Lease others = heap.lease();
    assertTrue(others.tryGrow(Use.ANSWER, heap.most(Use.ANSWER)));
    Promise<Void> gone = Promise.promise();
    HeapBudget.Lease lease = heap.lease();
    Future<ReceiveMessage.Result> first =
        queues.within(new RequestScope(gone.future(), lease)).receiveMessage(receive("q", 20));
    Future<ReceiveMessage.Result> second = queues.receiveMessage(receive("q", 20));
    // A later request to the queue comes after both.
    await(queues.receiveMessage(receive("q", 0)));
    assertEquals(1, heap.waiting());
    gone.complete();
    assertEquals(List.of(), await(first).messages());
    lease.close();
    others.close();
    assertEquals(1, await(second).messages().size());
    assertAllGivenBack();
  }

  @Test
  void aMessageLargerThanTheBudgetIsHandedOutAlone() {
    await(queues.createQueue(new CreateQueue("q")));
    await(queues.sendMessage(new SendMessage("q", "x".repeat(1 << 20))));
    await(queues.sendMessage(new SendMessage("q", "y".repeat(1 << 20))));
    assertEquals(1, await(queues.receiveMessage(receive("q", 0))).messages().size());
    assertEquals(1, await(queues.receiveMessage(receive("q", 0))).messages().size());
    assertAllGivenBack();
  }

  @Test
  void aPageOfAPeekIsAsLongAsThereIsRoomAndTheNextGoesOn() {
    await(queues.createQueue(new CreateQueue("q")));
    sendLarge("q", 5);
    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      PeekMessages.Result page =
          await(queues.peekMessages(new PeekMessages("q", List.of(), 10, token)));
      assertTrue(page.messages().size() <= 2, "two of these fill what answers may take");
      page.messages().stream().map(PeekedMessage::body).map(String::strip).forEach(seen::add);
      token = page.nextToken();
    } while (token != null);
    assertEquals(List.of("0", "1", "2", "3", "4"), seen);
    assertAllGivenBack();
  }

  private void sendLarge(String queue, int count) {
    for (int i = 0; i < count; i++) {
      await(queues.sendMessage(large(queue, i, null)));
    }
  }

  private static SendMessage large(String queue, int number, @Nullable String group) {
    String body = number + " ".repeat(LARGE - 3);
    return new SendMessage(queue, body, null, Map.of(), Map.of(), null, group);
  }

  private static Set<String> bodies(int count) {
    Set<String> bodies = new HashSet<>();
    IntStream.range(0, count).forEach(i -> bodies.add(Integer.toString(i)));
    return bodies;
  }

  private Set<String> consumeAll(String queue, int count) {
    Set<String> bodies = new HashSet<>();
    await(
        Future.all(
            IntStream.range(0, CONSUMERS).mapToObj(i -> consume(queue, bodies, count)).toList()));
    return bodies;
  }

  /** Receives and deletes until {@code bodies} are as many as there are. */
  private Future<Set<String>> consume(String queue, Set<String> bodies, int count) {
    if (isDone(bodies, count)) {
      return Future.succeededFuture(bodies);
    }
    return queues
        .receiveMessage(receive(queue, 1))
        .compose(
            result -> {
              List<Future<Void>> deleted = new ArrayList<>();
              for (Message message : result.messages()) {
                synchronized (bodies) {
                  bodies.add(message.body().strip());
                }
                deleted.add(
                    queues.deleteMessage(new DeleteMessage(queue, message.receiptHandle())));
              }
              return Future.all(deleted);
            })
        .compose(done -> consume(queue, bodies, count));
  }

  private static boolean isDone(Set<String> bodies, int count) {
    synchronized (bodies) {
      return bodies.size() == count;
    }
  }

  private static ReceiveMessage receive(String queue, int waitSeconds) {
    return new ReceiveMessage(queue, List.of(), List.of(), List.of(), 10, null, waitSeconds, null);
  }

  private void assertAllGivenBack() {
    assertTrue(heap.mostUsed() <= heap.capacity());
    assertTrue(heap.mostUsed() > 0);
    assertEquals(0, heap.used());
    assertEquals(0, heap.waiting());
  }
}
