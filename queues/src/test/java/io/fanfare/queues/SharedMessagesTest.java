package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.Digest;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages of which many queues have a copy, and the store one content. */
@Timeout(60)
class SharedMessagesTest {

  private static final Table HOLDERS = Table.of(QueueTables.SHARED.name() + ".holders");

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final Path directory;
  private Store store;
  private Queues queues;

  SharedMessagesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() {
    StoreOptions options = new StoreOptions().setPath(directory.toString());
    store = await(Stores.open(vertx, options, fault -> {}));
    queues = await(Queues.open(new Environment(vertx, store, clock), new QueuesOptions()));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  @Test
  void theContentOfAMessageThatManyQueuesHaveIsStoredOnceUntilTheLastHasLostIt() {
    create("a", "b", "c");
    send(shared("hello"), "", "a", "b", "c");
    assertEquals(1, stored());
    delete("a", receive("a"));
    delete("b", receive("b"));
    assertEquals(1, stored());
    Message last = receive("c");
    assertEquals("hello", last.body());
    assertEquals("5d41402abc4b2a76b9719d911017c592", last.md5OfBody());
    delete("c", last);
    assertNothingStored();
  }

  @Test
  void eachCopyHasItsOwnTextAtTheGap() {
    create("a", "b");
    SharedMessage message =
        queues.share(new SendMessage("any", "grüße an , ja"), OptionalInt.of("grüße an ".length()));
    send(message, "Anna", "a");
    send(message, "Björn", "b");
    assertEquals(1, stored());
    Message copy = receive("b");
    assertEquals("grüße an Björn, ja", copy.body());
    assertEquals(
        Digest.ofBody("grüße an Björn, ja".getBytes(StandardCharsets.UTF_8)), copy.md5OfBody());
    assertEquals(
        "grüße an Anna, ja",
        await(queues.peekMessages(new PeekMessages("a"))).messages().get(0).body());
  }

  @Test
  void aRestartKeepsWhoHoldsAContent() {
    create("a", "b");
    send(shared("hello"), "", "a", "b");
    delete("a", receive("a"));
    await(queues.close());
    await(store.close());
    open();
    assertEquals(1, stored());
    delete("b", receive("b"));
    assertNothingStored();
  }

  @Test
  void aPurgeADeletedQueueAndTheEndOfRetentionLetGoOfTheContent() {
    create("a", "b");
    await(
        queues.createQueue(new CreateQueue("c", Map.of("MessageRetentionPeriod", "60"), Map.of())));
    send(shared("hello"), "", "a", "b", "c");
    clock.advance(60_000);
    await(queues.purgeQueue(new PurgeQueue("a")));
    await(queues.deleteQueue(new DeleteQueue("b")));
    assertEquals(List.of(), await(queues.receiveMessage(new ReceiveMessage("c", 1))).messages());
    assertNothingStored();
  }

  @Test
  void aDeadLetterKeepsTheContentThatItShares() {
    create("a", "dead");
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
            + "\"maxReceiveCount\":1}";
    await(queues.createQueue(new CreateQueue("b", Map.of("RedrivePolicy", policy), Map.of())));
    SharedMessage message = queues.share(new SendMessage("any", "<>"), OptionalInt.of(1));
    send(message, "a", "a");
    send(message, "b", "b");
    receive("b");
    clock.advance(30_000);
    await(queues.receiveMessage(new ReceiveMessage("b", 1)));
    delete("a", receive("a"));
    Message dead = receive("dead");
    assertEquals("<b>", dead.body());
    delete("dead", dead);
    assertNothingStored();
  }

  @Test
  void aCopyThatAQueueDoesNotTakeIsRefusedAlone() {
    await(queues.createQueue(new CreateQueue("a", Map.of("MaximumMessageSize", "1024"), Map.of())));
    List<Optional<BrokerException>> refusals =
        await(
            sendCopies(
                "a",
                shared("short").copy(""),
                queues
                    .share(new SendMessage("any", "x".repeat(1_000)), OptionalInt.of(3))
                    .copy("y".repeat(25))));
    assertEquals(Optional.empty(), refusals.get(0));
    assertEquals(CommonError.INVALID_PARAMETER_VALUE, refusals.get(1).orElseThrow().code());
    assertEquals("short", receive("a").body());
  }

  @Test
  void copiesForManyQueuesAreTakenInTheirOrderAndRefusedByEachQueue() {
    List<String> names = IntStream.range(0, 50).mapToObj(i -> "q" + i).toList();
    names.forEach(this::create);
    List<SharedMessage.Copy> copies =
        IntStream.range(0, 7).mapToObj(i -> shared("m" + i).copy("")).toList();
    List<SharedMessage.Addressed> mail = new ArrayList<>();
    names.forEach(name -> mail.add(new SharedMessage.Addressed(arn(name), copies)));
    mail.add(0, addressed("none", copies.get(0)));
    List<Future<List<Optional<BrokerException>>>> answers = queues.sendCopies(mail);
    BrokerException refusal = assertThrows(BrokerException.class, () -> await(answers.get(0)));
    assertEquals(QueueError.QUEUE_DOES_NOT_EXIST, refusal.code());
    for (int i = 0; i < names.size(); i++) {
      assertEquals(Collections.nCopies(7, Optional.empty()), await(answers.get(i + 1)));
      assertEquals("m0", receive(names.get(i)).body());
    }
    assertEquals(7, stored());
  }

  @Test
  void noQueueTakesIllegalCharactersOrMoreThanTenAttributes() {
    BrokerException refusal = assertThrows(BrokerException.class, () -> shared("\u0000"));
    assertEquals(QueueError.INVALID_MESSAGE_CONTENTS, refusal.code());
    Map<String, MessageAttribute> eleven = new HashMap<>();
    for (int i = 0; i < 11; i++) {
      eleven.put("a" + i, MessageAttribute.ofText("String", "v"));
    }
    assertThrows(
        BrokerException.class,
        () ->
            queues.share(
                new SendMessage("any", "x", null, eleven, Map.of(), null, null),
                OptionalInt.empty()));
  }

  @Test
  void aFifoQueueKnowsACopyAgain() {
    await(queues.createQueue(new CreateQueue("a.fifo", Map.of("FifoQueue", "true"), Map.of())));
    SendMessage message = new SendMessage("any", "x", null, Map.of(), Map.of(), "id", "group");
    send(queues.share(message, OptionalInt.empty()), "", "a.fifo");
    send(queues.share(message, OptionalInt.empty()), "", "a.fifo");
    assertEquals(1, stored());
    delete("a.fifo", receive("a.fifo"));
    assertNothingStored();
  }

  private SharedMessage shared(String body) {
    return queues.share(new SendMessage("any", body), OptionalInt.empty());
  }

  private void create(String... names) {
    for (String name : names) {
      await(queues.createQueue(new CreateQueue(name)));
    }
  }

  private void send(SharedMessage message, String insert, String... names) {
    for (String name : names) {
      assertEquals(List.of(Optional.empty()), await(sendCopies(name, message.copy(insert))));
    }
  }

  private Future<List<Optional<BrokerException>>> sendCopies(
      String name, SharedMessage.Copy... copies) {
    return queues.sendCopies(List.of(addressed(name, copies))).get(0);
  }

  private static SharedMessage.Addressed addressed(String name, SharedMessage.Copy... copies) {
    return new SharedMessage.Addressed(arn(name), List.of(copies));
  }

  private static Arn arn(String queue) {
    return Arn.parse("arn:aws:sqs:us-east-1:000000000000:" + queue).orElseThrow();
  }

  private Message receive(String queue) {
    return await(queues.receiveMessage(new ReceiveMessage(queue, 1))).messages().get(0);
  }

  private void delete(String queue, Message message) {
    await(queues.deleteMessage(new DeleteMessage(queue, message.receiptHandle())));
  }

  private long stored() {
    assertEquals(count(QueueTables.SHARED), count(HOLDERS));
    return count(QueueTables.SHARED);
  }

  private void assertNothingStored() {
    await().atMost(30, TimeUnit.SECONDS).until(() -> stored() == 0);
  }

  private long count(Table table) {
    return await(store.count(table, Key.first(0), Key.first(Long.MAX_VALUE)));
  }
}
