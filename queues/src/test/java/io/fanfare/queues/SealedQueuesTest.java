package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.MasterKeyFixture.key;
import static io.fanfare.fixture.MasterKeyFixture.keys;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKey.State;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a key file what is sent is sealed in the store, and comes out of its own queue only. */
@Timeout(60)
class SealedQueuesTest {

  private static final String TEXT = "what somebody sent";
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);
  private static final UUID ORDERS = new UUID(1, 3);

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final SecureRandom chance = new SecureRandom();
  private final MasterKey first = key(FIRST, 1, State.ENABLED, "alias/aws/sqs");
  private final MasterKey orders = key(ORDERS, 1, State.ENABLED, "alias/orders");
  private final Seals seals = new Seals(keys(first, orders), clock::millis, chance);
  private Store store;
  private Queues queues;

  @BeforeEach
  void open() {
    store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    queues = openQueues();
  }

  private Queues openQueues() {
    Guard guard = new Guard(Authorization.off(), AuditTrail.none(), clock::millis);
    return await(
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

  private void create(String queue, Map<String, String> attributes) {
    await(queues.createQueue(new CreateQueue(queue, attributes, Map.of())));
  }

  private void send(String queue, String text) {
    await(queues.sendMessage(new SendMessage(queue, text)));
  }

  private List<String> receive(String queue) {
    return await(queues.receiveMessage(new ReceiveMessage(queue, 10))).messages().stream()
        .map(Message::body)
        .toList();
  }

  private void set(String queue, String name, String value) {
    await(queues.setQueueAttributes(new SetQueueAttributes(queue, Map.of(name, value))));
  }

  private List<Row> rows(Table table) {
    return await(store.scan(table, Key.first(Long.MIN_VALUE), Key.first(Long.MAX_VALUE), 1_000));
  }

  private void write(Change change) {
    await(store.write(List.of(change)));
  }

  private static boolean shows(byte[] row, String text) {
    return new String(row, StandardCharsets.ISO_8859_1).contains(text);
  }

  private void assertRefused(QueueError error, String sentence, Future<?> refused) {
    BrokerException refusal = assertThrows(BrokerException.class, () -> await(refused));
    assertEquals(error, refusal.code());
    assertEquals(sentence, refusal.sentence());
  }

  @Test
  void bodiesAndAttributesAreSealedAndComeOutAsTheyWere() {
    create("q", Map.of());
    Map<String, MessageAttribute> attributes = Map.of("name", MessageAttribute.string("value"));
    await(
        queues.sendMessage(new SendMessage("q", TEXT, null, attributes, Map.of(), null, "group")));
    byte[] row = rows(QueueTables.BODIES).get(0).value();
    for (String text : List.of("somebody", "name", "value", "group")) {
      assertFalse(shows(row, text), text);
    }
    assertTrue(Seals.isSealed(row));
    assertEquals(TEXT, await(queues.peekMessages(new PeekMessages("q"))).messages().get(0).body());
    Message message =
        await(
                queues.receiveMessage(
                    new ReceiveMessage(
                        "q", List.of(), List.of("All"), List.of("All"), 1, 0, null, null)))
            .messages()
            .get(0);
    assertEquals(TEXT, message.body());
    assertEquals(attributes, message.messageAttributes());
  }

  @Test
  void aQueueWithoutEncryptionWritesWhatIsSentAsItIs() {
    create("q", Map.of("SqsManagedSseEnabled", "false"));
    send("q", TEXT);
    assertTrue(shows(rows(QueueTables.BODIES).get(0).value(), TEXT));
    set("q", "SqsManagedSseEnabled", "true");
    send("q", "more");
    assertFalse(shows(rows(QueueTables.BODIES).get(1).value(), "more"));
    set("q", "SqsManagedSseEnabled", "false");
    assertEquals(List.of(TEXT, "more"), receive("q"));
    assertEquals(1, seals.made());
  }

  @Test
  void aRestartOpensWhatWasSealedBeforeAndMakesAnotherDataKey() {
    create("q", Map.of());
    send("q", "a");
    send("q", "b");
    assertEquals(1, seals.made());
    await(queues.close());
    queues = openQueues();
    send("q", "c");
    assertEquals(2, seals.made());
    assertEquals(List.of("a", "b", "c"), receive("q"));
  }

  @Test
  void aDataKeyIsUsedForThePeriodOfItsQueue() {
    create("q", Map.of("KmsMasterKeyId", "alias/orders", "KmsDataKeyReusePeriodSeconds", "60"));
    send("q", "a");
    clock.advance(59_000);
    send("q", "b");
    assertEquals(1, seals.made());
    clock.advance(1_000);
    send("q", "c");
    assertEquals(2, seals.made());
    assertEquals(List.of("a", "b", "c"), receive("q"));
  }

  @Test
  void aKeyThatIsAddedSealsAndTheOldOneOpens() {
    create("q", Map.of());
    send("q", "a");
    seals.replace(keys(first, orders, key(SECOND, 2, State.ENABLED, "alias/aws/sqs")));
    send("q", "b");
    assertEquals(2, seals.made());
    assertEquals(List.of("a", "b"), receive("q"));
  }

  @ParameterizedTest
  @CsvSource({
    "KMS_NOT_FOUND,     alias/none,   ENABLED,  Key 'alias/none' does not exist",
    "KMS_DISABLED,      alias/orders, DISABLED, alias/orders is disabled.",
    "KMS_INVALID_STATE, alias/orders, DELETED,  alias/orders is pending deletion."
  })
  void aMasterKeyThatCannotBeUsedIsRefusedWhenItIsUsedAndNothingIsLost(
      QueueError error, String name, State state, String sentence) {
    create("q", Map.of("KmsMasterKeyId", "alias/orders"));
    send("q", "a");
    seals.replace(keys(first, key(ORDERS, 1, state, "alias/orders")));
    set("q", "KmsMasterKeyId", name);
    assertRefused(error, sentence, queues.sendMessage(new SendMessage("q", "b")));
    assertRefused(
        error,
        sentence,
        queues.sendMessageBatch(
            new SendMessageBatch("q", List.of(new SendMessageBatch.Entry("1", "b")))));
    assertRefused(error, sentence, queues.receiveMessage(new ReceiveMessage("q", 1)));
    seals.replace(keys(first, orders));
    set("q", "KmsMasterKeyId", "alias/orders");
    assertEquals(List.of("a"), receive("q"));
  }

  @Test
  void aDeadLetterAndWhatIsMovedBackOpenWhereTheyAre() {
    create("dead", Map.of());
    create(
        "q",
        Map.of(
            "VisibilityTimeout",
            "0",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(arn("dead"))));
    send("q", TEXT);
    byte[] content = rows(QueueTables.BODIES).get(0).value();
    assertEquals(List.of(TEXT), receive("q"));
    assertEquals(List.of(), receive("q"));
    Awaitility.await().until(() -> peek("dead").equals(List.of(TEXT)));
    assertEquals(List.of(TEXT), receive("dead"));
    assertEquals(0, seals.broken());
    clock.advance(30_000);
    await(queues.startMessageMoveTask(new StartMessageMoveTask(arn("dead"), null, null)));
    Awaitility.await().until(() -> peek("q").equals(List.of(TEXT)));
    assertEquals(0, seals.broken());
    assertEquals(1, rows(QueueTables.BODIES).size());
    assertEquals(
        new String(content, StandardCharsets.ISO_8859_1),
        new String(rows(QueueTables.BODIES).get(0).value(), StandardCharsets.ISO_8859_1));
  }

  private static String arn(String queue) {
    return Arn.ofQueue("us-east-1", "000000000000", queue).toString();
  }

  private List<String> peek(String queue) {
    return await(queues.peekMessages(new PeekMessages(queue))).messages().stream()
        .map(PeekMessages.PeekedMessage::body)
        .toList();
  }

  @Test
  void aContentInThePlaceOfAnotherIsHandedOutToNobody() {
    create("q", Map.of());
    send("q", "a");
    send("q", "b");
    List<Row> rows = rows(QueueTables.BODIES);
    write(Change.put(QueueTables.BODIES, rows.get(0).key(), rows.get(1).value()));
    assertEquals(List.of("b"), receive("q"));
  }

  @Test
  void aMessageThatIsWrittenIntoAnotherQueueIsHandedOutToNobody() {
    create("q", Map.of());
    create("other", Map.of());
    send("q", TEXT);
    send("other", "own");
    Row mine = rows(QueueTables.READY).get(0);
    Row theirs = rows(QueueTables.READY).get(1);
    Key key = new Key(theirs.key().owner(), mine.key().order(), mine.key().sequence());
    await(queues.close());
    write(Change.put(QueueTables.READY, key, mine.value()));
    queues = openQueues();
    assertEquals(List.of("own"), receive("other"));
    assertEquals(1, seals.broken());
    assertEquals(List.of(TEXT), receive("q"));
  }

  @Test
  void aPassIsOfNoUseInAnotherQueueOrForAnotherContent() {
    aDeadLetterAndWhatIsMovedBackOpenWhereTheyAre();
    create("other", Map.of());
    send("other", "own");
    List<Row> rows = rows(QueueTables.READY);
    Row moved = rows.get(0);
    Key key = new Key(rows.get(1).key().owner(), moved.key().order(), moved.key().sequence());
    await(queues.close());
    write(Change.put(QueueTables.READY, key, moved.value()));
    queues = openQueues();
    assertEquals(List.of("own"), receive("other"));
    assertEquals(List.of(TEXT), receive("q"));
  }

  @Test
  void whatManyQueuesShareIsSealedOnceAndOpensForEach() {
    create("a", Map.of());
    create("b", Map.of());
    SharedMessage message = queues.share(new SendMessage("any", "to , hello"), OptionalInt.of(3));
    deliver(message, "Anna", "a");
    deliver(message, "Bert", "b");
    byte[] row = rows(QueueTables.SHARED).get(0).value();
    assertTrue(Seals.isSealed(row));
    assertFalse(shows(row, "hello"));
    assertEquals(List.of("to Anna, hello"), receive("a"));
    assertEquals(List.of("to Bert, hello"), receive("b"));
  }

  private List<Optional<BrokerException>> deliver(
      SharedMessage message, String insert, String queue) {
    Arn arn = Arn.ofQueue("us-east-1", "000000000000", queue);
    return await(
        queues
            .sendCopies(List.of(new SharedMessage.Addressed(arn, List.of(message.copy(insert)))))
            .get(0));
  }

  @Test
  void aQueueWhoseKeyCannotBeUsedTakesCopiesAndKeepsThem() {
    create("a", Map.of("KmsMasterKeyId", "alias/orders"));
    seals.replace(keys(first, key(ORDERS, 1, State.DISABLED, "alias/orders")));
    SharedMessage message = queues.share(new SendMessage("any", "hello"), OptionalInt.empty());
    assertEquals(List.of(Optional.empty()), deliver(message, "", "a"));
    assertRefused(
        QueueError.KMS_DISABLED,
        "alias/orders is disabled.",
        queues.receiveMessage(new ReceiveMessage("a", 1)));
    seals.replace(keys(first, orders));
    assertEquals(List.of("hello"), receive("a"));
  }

  @ParameterizedTest
  @CsvSource({"bodies, shared", "shared, bodies"})
  void aContentInTheOtherTableIsHandedOutToNobody(String table, String other) {
    create("q", Map.of());
    send("q", "a");
    deliver(queues.share(new SendMessage("any", "b"), OptionalInt.empty()), "", "q");
    byte[] strange = rows(Table.of(other)).get(0).value();
    Row row = rows(Table.of(table)).get(0);
    write(Change.put(Table.of(table), row.key(), strange));
    assertEquals(List.of(table.equals("bodies") ? "b" : "a"), receive("q"));
    assertEquals(1, seals.broken());
  }
}
