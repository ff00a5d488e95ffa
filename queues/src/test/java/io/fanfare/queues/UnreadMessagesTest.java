package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.MasterKeyFixture.key;
import static io.fanfare.fixture.MasterKeyFixture.keys;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKey.State;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that cannot be read, for now or at all, are in nobody's way and lose nothing. */
@Timeout(60)
class UnreadMessagesTest {

  private static final UUID ORDERS = new UUID(1, 3);
  private static final String DISABLED = ORDERS + " is disabled.";
  private static final int HIDDEN_MILLIS = OpenReceive.HIDDEN_SECONDS * 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final MasterKey first = key(new UUID(1, 1), 1, State.ENABLED, "alias/aws/sqs");
  private final MasterKey orders = key(ORDERS, 1, State.ENABLED, "alias/orders");
  private final Seals seals = new Seals(keys(first, orders), clock::millis, new SecureRandom());
  private final List<Lease> given = new CopyOnWriteArrayList<>();
  private Store store;
  private Queues queues;

  @BeforeEach
  void open() {
    store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    Guard guard = new Guard(Authorization.off(), AuditTrail.none(), clock::millis);
    queues =
        await(
            Queues.open(
                new Environment(
                    vertx, store, clock, HeapBudget.ofHeap(), HeapBudget.ofPushes(), guard, seals),
                new QueuesOptions()));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  private void send(String queue, String text) {
    String group = queue.endsWith(".fifo") ? text : null;
    await(queues.sendMessage(new SendMessage(queue, text, null, Map.of(), Map.of(), group, group)));
  }

  /** A queue with these messages, whose key is disabled then; the queue has another by now. */
  private void locked(String queue, Map<String, String> more, String... texts) {
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("KmsMasterKeyId", "alias/orders");
    await(queues.createQueue(new CreateQueue(queue, attributes, Map.of())));
    for (String text : texts) {
      send(queue, text);
    }
    await(
        queues.setQueueAttributes(
            new SetQueueAttributes(
                queue, Map.of("KmsMasterKeyId", "", "SqsManagedSseEnabled", "true"))));
    seals.replace(keys(first, key(ORDERS, 1, State.DISABLED, "alias/orders")));
  }

  private List<String> receive(String queue, int most) {
    return await(queues.receiveMessage(new ReceiveMessage(queue, most))).messages().stream()
        .map(Message::body)
        .toList();
  }

  private void assertDisabled(String queue, int most) {
    assertRefused(QueueError.KMS_DISABLED, DISABLED, () -> receive(queue, most));
  }

  private List<Row> rows(Table table) {
    return await(store.scan(table, Key.first(Long.MIN_VALUE), Key.first(Long.MAX_VALUE), 1_000));
  }

  private int count(Row row) {
    return EntryRow.decode(row.value()).entry().receiveCount();
  }

  @Test
  void aReceiveThatFindsNoKeyDoesNotCountAndWhatHasOneComes() {
    locked("q", Map.of(), "a");
    for (int i = 0; i < 3; i++) {
      assertDisabled("q", 10);
      assertEquals(0, count(rows(QueueTables.LEASED).get(0)));
      clock.advance(HIDDEN_MILLIS);
    }
    send("q", "b");
    assertEquals(List.of("b"), receive("q", 10));
    seals.replace(keys(first, orders));
    clock.advance(30_000);
    assertEquals(List.of("a", "b"), receive("q", 10).stream().sorted().toList());
  }

  @Test
  void aLockedMessageIsInNobodysWay() {
    locked("q", Map.of(), "a");
    send("q", "b");
    assertEquals(List.of("b"), receive("q", 1));
    assertEquals(List.of(), receive("q", 1));
    clock.advance(HIDDEN_MILLIS);
    send("q", "c");
    assertEquals(List.of("c"), receive("q", 1));
  }

  @Test
  void aReceiveGoesOnToTheNextMessagesForAWhileOnly() {
    locked("q", Map.of(), IntStream.range(0, 15).mapToObj(i -> "a" + i).toArray(String[]::new));
    send("q", "b");
    assertDisabled("q", 1);
    assertEquals(List.of("b"), receive("q", 1));
  }

  @ParameterizedTest
  @CsvSource({"q, 0", "q, 30", "q.fifo, 0", "q.fifo, 30"})
  void theCountIsAsItWasWhateverTheVisibilityTimeout(String queue, String seconds) {
    Map<String, String> attributes = new HashMap<>(Map.of("VisibilityTimeout", seconds));
    if (queue.endsWith(".fifo")) {
      attributes.put("FifoQueue", "true");
    }
    locked(queue, attributes, "a");
    for (int i = 0; i < 3; i++) {
      assertDisabled(queue, 1);
      clock.advance(HIDDEN_MILLIS);
    }
    seals.replace(keys(first, orders));
    Message message =
        await(
                queues.receiveMessage(
                    new ReceiveMessage(
                        queue, List.of(), List.of("All"), List.of(), 1, 0, null, null)))
            .messages()
            .get(0);
    assertEquals("1", message.attributes().get("ApproximateReceiveCount"));
  }

  @Test
  void aConsumerGivesLockedMessagesBackAndGoesOn() {
    locked("q", Map.of(), "a");
    queues.consumer("q", new ConsumerOptions().setConcurrency(1)).handler(given::add);
    Awaitility.await().until(() -> rows(QueueTables.LEASED).stream().anyMatch(this::isUnread));
    send("q", "b");
    Awaitility.await().until(() -> given.size() == 1);
    assertEquals("b", given.get(0).body());
    await(given.get(0).delete());
    seals.replace(keys(first, orders));
    clock.advance(HIDDEN_MILLIS);
    send("q", "c");
    Awaitility.await().until(() -> given.size() == 2);
    await(given.get(1).delete());
    Awaitility.await().until(() -> given.size() == 3);
    Lease a = given.stream().filter(one -> one.body().equals("a")).findFirst().orElseThrow();
    assertEquals(1, a.receiveCount());
  }

  @Test
  void aPeekLeavesOutWhatIsLockedAndSaysSoIfNothingElseIsThere() {
    locked("q", Map.of(), "a", "b");
    PeekMessages one = new PeekMessages("q", List.of(), 1, null);
    PeekMessages.Result page = await(queues.peekMessages(one));
    assertEquals(List.of(), page.messages());
    PeekMessages next = new PeekMessages("q", List.of(), 1, page.nextToken());
    assertRefused(QueueError.KMS_DISABLED, DISABLED, () -> await(queues.peekMessages(next)));
    assertRefused(QueueError.KMS_DISABLED, DISABLED, this::peek);
    send("q", "c");
    assertEquals(List.of("c"), peek());
    Map<String, String> key = Map.of("KmsMasterKeyId", "alias/orders");
    await(queues.setQueueAttributes(new SetQueueAttributes("q", key)));
    assertRefused(QueueError.KMS_DISABLED, "alias/orders is disabled.", this::peek);
    seals.replace(keys(first, orders));
    assertEquals(List.of("a", "b", "c"), peek());
  }

  /** What is left out counts: a look at nothing else ends after as many bytes as any other. */
  @Test
  void aPageLooksThroughFourMebibytesOfWhatIsLocked() {
    String large = "a".repeat(1_000_000);
    locked("q", Map.of(), large, large, large, large, large, large);
    PeekMessages.Result page =
        await(queues.peekMessages(new PeekMessages("q", List.of(), 100, null, "x")));
    assertEquals(List.of(), page.messages());
    assertNotNull(page.nextToken());
    PeekMessages next = new PeekMessages("q", List.of(), 100, page.nextToken(), "x");
    assertRefused(QueueError.KMS_DISABLED, DISABLED, () -> await(queues.peekMessages(next)));
  }

  private boolean isUnread(Row row) {
    return count(row) == 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 18, 40, 100})
  void aChangedByteKeepsItsMessageFromBeingHandedOutAndNoOther(int at) {
    await(queues.createQueue(new CreateQueue("q", Map.of(), Map.of())));
    send("q", "a");
    send("q", "b");
    Row row = rows(QueueTables.BODIES).get(0);
    byte[] changed = row.value().clone();
    changed[at] ^= 1;
    await(store.write(List.of(Change.put(QueueTables.BODIES, row.key(), changed))));
    assertEquals(List.of("b"), peek());
    assertEquals(List.of("b"), receive("q", 10));
    assertEquals(2, seals.broken());
    await(store.write(List.of(Change.put(QueueTables.BODIES, row.key(), row.value()))));
    clock.advance(30_000);
    assertEquals(List.of("a", "b"), receive("q", 10));
  }

  private List<String> peek() {
    return await(queues.peekMessages(new PeekMessages("q"))).messages().stream()
        .map(PeekMessages.PeekedMessage::body)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"KMS_NOT_FOUND", "KMS_DISABLED", "KMS_INVALID_STATE"})
  void whoKeepsSomethingToSendTriesAgainAndAClientIsNotToldSo(QueueError error) {
    assertFalse(BrokerException.isFinal(error.refuse("no key")));
    assertFalse(error.retryable());
  }
}
