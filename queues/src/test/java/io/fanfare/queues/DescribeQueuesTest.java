package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.DescribeQueues.QueueDescription;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request tells how all queues of a caller stand. */
@Timeout(60)
class DescribeQueuesTest {

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final Unreadable store =
      new Unreadable(await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})));
  private Queues queues = open();

  /** A store that cannot tell what FIFO queues took in lately, for a while. */
  private static final class Unreadable extends DelegatingStore {

    private volatile boolean broken;

    Unreadable(Store store) {
      super(store);
    }

    @Override
    public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
      return broken && table.equals(QueueTables.DEDUPLICATION)
          ? Future.failedFuture(new IllegalStateException("A planted fault"))
          : super.scan(table, from, to, limit, bytes);
    }
  }

  private Queues open() {
    return await(
        Queues.open(
            new Environment(vertx, store, clock), new QueuesOptions().setEndpoint("http://x")));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  private void create(String name) {
    await(queues.createQueue(new CreateQueue(name)));
  }

  private void send(String queue, int delay) {
    await(queues.sendMessage(new SendMessage(queue, "m", delay, Map.of(), Map.of(), null, null)));
  }

  private Message receive(String queue) {
    return await(queues.receiveMessage(new ReceiveMessage(queue, 1))).messages().get(0);
  }

  private List<QueueDescription> describe() {
    return await(queues.describeQueues(new DescribeQueues())).queues();
  }

  private static QueueDescription empty(String name) {
    return new QueueDescription(
        name, "http://x/000000000000/" + name, false, 0L, 0L, 0L, null, 0L, 0L, 0L, null);
  }

  @Test
  void aQueueIsToldWithWhereItsMessagesAreAndWhatItHasDone() {
    create("dead");
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
            + "\"maxReceiveCount\":5}";
    await(queues.createQueue(new CreateQueue("q", Map.of("RedrivePolicy", policy), Map.of())));
    assertNull(describe().get(1).oldestMessageAge());
    for (int i = 0; i < 4; i++) {
      send("q", 0);
    }
    send("q", 900);
    await(queues.deleteMessage(new DeleteMessage("q", receive("q").receiptHandle())));
    receive("q");
    clock.advance(2_999);
    assertEquals(
        List.of(
            empty("dead"),
            new QueueDescription(
                "q", "http://x/000000000000/q", false, 2L, 1L, 1L, 2L, 5L, 2L, 1L, "dead")),
        describe());
  }

  @Test
  void whatAQueueHoldsIsToldAfterARestartAndWhatItDidBeforeIsNot() {
    create("q");
    send("q", 0);
    receive("q");
    send("q", 900);
    clock.advance(5_000);
    await(queues.close());
    queues = open();
    assertEquals(
        List.of(
            new QueueDescription(
                "q", "http://x/000000000000/q", false, 0L, 1L, 1L, 5L, 0L, 0L, 0L, null)),
        describe());
  }

  @Test
  void onlyTheCallersQueuesInItsRegionAreTold() {
    create("a");
    create("b");
    Caller caller = new Caller("000000000000", "us-east-1", "http://x");
    Queues elsewhere = queues.as(new Caller("000000000000", "eu-west-1", "http://x"));
    Queues others = queues.as(new Caller("111111111111", "us-east-1", "http://x"));
    await(elsewhere.createQueue(new CreateQueue("c")));
    await(others.createQueue(new CreateQueue("d")));
    assertEquals(List.of(empty("a"), empty("b")), describe());
    assertEquals(
        "http://x/111111111111/d",
        await(others.describeQueues(new DescribeQueues())).queues().get(0).queueUrl());
    assertEquals(
        List.of(empty("b")),
        await(queues.as(caller).describeQueues(new DescribeQueues("b", null, null))).queues());
    await(queues.deleteQueue(new DeleteQueue("b")));
    assertEquals(List.of(empty("a")), describe());
  }

  @Test
  void aQueueThatDoesNotComeToWorkIsToldWithoutNumbers() {
    create("a");
    await(queues.createQueue(new CreateQueue("f.fifo", Map.of("FifoQueue", "true"), Map.of())));
    await(queues.close());
    store.broken = true;
    queues = open();
    assertEquals(
        List.of(
            empty("a"),
            new QueueDescription(
                "f.fifo",
                "http://x/000000000000/f.fifo",
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)),
        describe());
    store.broken = false;
    assertEquals(List.of(0L, 0L), describe().stream().map(QueueDescription::visible).toList());
  }

  @Test
  void pagesFollowOneAnotherByName() {
    List<String> names = List.of("a", "b", "c", "d", "e");
    names.forEach(this::create);
    List<String> told = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      DescribeQueues.Result page = await(queues.describeQueues(new DescribeQueues(null, 2, token)));
      page.queues().forEach(queue -> told.add(queue.queueName()));
      token = page.nextToken();
      pages++;
    } while (token != null);
    assertEquals(names, told);
    assertEquals(3, pages);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_001})
  void aPageHasOneToAThousandQueues(int most) {
    assertRefused(CommonError.INVALID_PARAMETER_VALUE, () -> new DescribeQueues(null, most, null));
  }

  @Test
  void aTokenOfAnotherListIsRefused() {
    create("a");
    create("b");
    String other = await(queues.listQueues(new ListQueues(null, 1, null))).nextToken();
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        queues.describeQueues(new DescribeQueues(null, null, other)));
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        queues.describeQueues(new DescribeQueues(null, null, "none")));
  }
}
