package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Key;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.ListMessageMoveTasksResultEntry;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Move tasks at work on their event loops, over a store, at a time that the test sets. */
@Timeout(120)
class MoveTasksTest {

  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final long HOUR = 3_600_000;

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private Store store;
  private Queues queues;

  @BeforeEach
  void openQueues() throws Exception {
    open(new StoreOptions().setMemory(true));
    create("dead", "live");
    await(queues.createQueue(new CreateQueue("orders", redrive("dead"), Map.of())));
  }

  @AfterEach
  void closeVertx() throws Exception {
    await(vertx.close());
  }

  @Test
  void messagesKeepTheirOrder() throws Exception {
    send("dead", 250);
    start("live", null);
    assertEquals("COMPLETED 250/250", awaitEnd("dead"));
    assertEquals(bodies(250), receiveAll("live").stream().map(Message::body).toList());
    assertEquals("0+0", counts("dead"));
  }

  @Test
  void aMessageGoesBackToTheQueueThatGaveItUp() throws Exception {
    giveUp("orders", 3);
    start(null, null);
    assertEquals("COMPLETED 3/3", awaitEnd("dead"));
    assertEquals("3+0", counts("orders"));
  }

  @Test
  void whoWaitsForAMessageIsGivenAMovedOne() throws Exception {
    Future<ReceiveMessage.Result> waiting =
        queues.receiveMessage(
            new ReceiveMessage("live", List.of(), List.of(), List.of(), 1, null, 20, null));
    send("dead", 1);
    start("live", null);
    assertEquals(1, await(waiting).messages().size());
  }

  @Test
  void aMovedMessageIsDelayedAsANewOneIs() throws Exception {
    await(queues.createQueue(new CreateQueue("slow", Map.of("DelaySeconds", "900"), Map.of())));
    send("dead", 2);
    start("slow", null);
    assertEquals("COMPLETED 2/2", awaitEnd("dead"));
    assertEquals("0+2", counts("slow"));
  }

  @Test
  void whatIsInFlightStays() throws Exception {
    send("dead", 3);
    await(queues.receiveMessage(new ReceiveMessage("dead", 1)));
    start("live", null);
    assertEquals("COMPLETED 2/2", awaitEnd("dead"));
    assertEquals("2+0", counts("live"));
  }

  @Test
  void aTaskMovesNoMoreThanItsRate() throws Exception {
    send("dead", 3);
    start("live", 1);
    await().until(() -> list("dead").get(0).equals("RUNNING 1/3"));
    clock.advance(1_000);
    await().until(() -> list("dead").get(0).equals("RUNNING 2/3"));
    clock.advance(1_000);
    await().until(() -> list("dead").get(0).endsWith("3/3"));
    clock.advance(1_000);
    assertEquals("COMPLETED 3/3", awaitEnd("dead"));
  }

  @Test
  void aTaskEndsAfterThirtySixHours() throws Exception {
    send("dead", 2);
    start("live", 1);
    await().until(() -> list("dead").get(0).equals("RUNNING 1/2"));
    clock.advance(36 * HOUR);
    assertEquals("FAILED 1/2 TaskTimedOut", awaitEnd("dead"));
    assertEquals("1+0", counts("dead"));
  }

  @Test
  void aTaskWhoseDestinationHasGoneFails() throws Exception {
    send("dead", 3);
    start("live", 1);
    await().until(() -> list("dead").get(0).equals("RUNNING 1/3"));
    await(queues.deleteQueue(new DeleteQueue("live")));
    clock.advance(1_000);
    assertEquals("FAILED 1/3 AWS.SimpleQueueService.NonExistentQueue", awaitEnd("dead"));
    assertEquals("2+0", counts("dead"));
  }

  @Test
  void aMessageThatNoQueueGaveUpStaysAndItsTaskFails() throws Exception {
    giveUp("orders", 2);
    clock.advance(1);
    send("dead", 1);
    start(null, null);
    assertEquals("FAILED 2/3 CouldNotDetermineMessageSource", awaitEnd("dead"));
    assertEquals("1+0", counts("dead"));
    assertEquals("2+0", counts("orders"));
  }

  @Test
  void theTasksOfADeletedQueueEndAndAreForgotten() throws Exception {
    send("dead", 500);
    String handle = start("live", 500);
    await(queues.deleteQueue(new DeleteQueue("dead")));
    assertRefused(
        QueueError.RESOURCE_NOT_FOUND,
        queues.cancelMessageMoveTask(new CancelMessageMoveTask(handle)));
    await()
        .untilAsserted(
            () ->
                assertEquals(
                    0,
                    await(
                        store.count(
                            QueueTables.MOVE_TASKS, Key.first(0), Key.first(Long.MAX_VALUE)))));
  }

  @Test
  void anAccountHasAHundredActiveTasksAtTheMost() throws Exception {
    for (int i = 0; i <= 100; i++) {
      create("dead" + i);
      await(queues.createQueue(new CreateQueue("orders" + i, redrive("dead" + i), Map.of())));
      await(queues.sendMessage(new SendMessage("dead" + i, "first")));
      await(queues.sendMessage(new SendMessage("dead" + i, "second")));
    }
    List<String> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      handles.add(await(queues.startMessageMoveTask(task("dead" + i, "live", 1))).taskHandle());
    }
    assertRefused(QueueError.OVER_LIMIT, queues.startMessageMoveTask(task("dead100", "live", 1)));
    await(queues.cancelMessageMoveTask(new CancelMessageMoveTask(handles.get(0))));
    await(queues.startMessageMoveTask(task("dead100", "live", 1)));
  }

  @Test
  void aTaskGoesOnAfterARestartAndMovesEachMessageOnce(@TempDir Path directory) throws Exception {
    int messages = 1_000;
    StoreOptions options = new StoreOptions().setPath(directory.toString());
    open(options);
    create("dead", "live");
    await(queues.createQueue(new CreateQueue("orders", redrive("dead"), Map.of())));
    send("dead", messages);
    start("live", 500);
    clock.advance(100);
    await().until(() -> !list("dead").get(0).matches("RUNNING [01]/1000"));
    String before = list("dead").get(0);
    await(queues.close());
    await(store.close());

    open(options);
    assertTrue(before.startsWith("RUNNING"), before);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              clock.advance(100);
              return !list("dead").get(0).startsWith("RUNNING");
            });
    assertEquals("COMPLETED 1000/1000", awaitEnd("dead"));
    assertEquals("0+0", counts("dead"));
    assertEquals(bodies(messages), receiveAll("live").stream().map(Message::body).toList());
    await(queues.close());
    await(store.close());
  }

  private void open(StoreOptions options) throws Exception {
    store = await(Stores.open(vertx, options, fault -> {}));
    queues = await(Queues.open(new Environment(vertx, store, clock), new QueuesOptions()));
  }

  private void create(String... names) throws Exception {
    for (String name : names) {
      await(queues.createQueue(new CreateQueue(name)));
    }
  }

  private static Map<String, String> redrive(String target) {
    return Map.of(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + ARN + target + "\",\"maxReceiveCount\":1}");
  }

  private void send(String queue, int messages) throws Exception {
    List<String> bodies = bodies(messages);
    for (int from = 0; from < messages; from += 10) {
      List<SendMessageBatch.Entry> entries =
          IntStream.range(from, Math.min(messages, from + 10))
              .mapToObj(i -> new SendMessageBatch.Entry("e" + i, bodies.get(i)))
              .toList();
      await(queues.sendMessageBatch(new SendMessageBatch(queue, entries)));
    }
  }

  private static List<String> bodies(int messages) {
    return IntStream.range(0, messages).mapToObj(i -> "message " + i).toList();
  }

  /** Sends messages and receives them until the dead-letter queue has them. */
  private void giveUp(String queue, int messages) throws Exception {
    send(queue, messages);
    assertEquals(messages, receiveAll(queue).size());
    clock.advance(30_000);
    assertEquals(List.of(), receiveAll(queue));
    await().until(() -> counts("dead").equals(messages + "+0"));
  }

  private List<Message> receiveAll(String queue) throws Exception {
    List<Message> all = new ArrayList<>();
    List<Message> some = await(queues.receiveMessage(new ReceiveMessage(queue, 10))).messages();
    while (!some.isEmpty()) {
      all.addAll(some);
      some = await(queues.receiveMessage(new ReceiveMessage(queue, 10))).messages();
    }
    return all;
  }

  private static StartMessageMoveTask task(
      String source, @Nullable String destination, @Nullable Integer rate) {
    return new StartMessageMoveTask(
        ARN + source, destination == null ? null : ARN + destination, rate);
  }

  private String start(@Nullable String destination, @Nullable Integer rate) throws Exception {
    return await(queues.startMessageMoveTask(task("dead", destination, rate))).taskHandle();
  }

  private String awaitEnd(String queue) throws Exception {
    await().atMost(Duration.ofSeconds(60)).until(() -> !list(queue).get(0).startsWith("RUNNING"));
    return list(queue).get(0);
  }

  /** The tasks, each as {@code RUNNING 1/3}, and the reason if it failed. */
  private List<String> list(String queue) throws Exception {
    return await(queues.listMessageMoveTasks(new ListMessageMoveTasks(ARN + queue, 10)))
        .results()
        .stream()
        .map(MoveTasksTest::line)
        .toList();
  }

  private static String line(ListMessageMoveTasksResultEntry task) {
    String line =
        "%s %d/%d"
            .formatted(
                task.status(),
                task.approximateNumberOfMessagesMoved(),
                task.approximateNumberOfMessagesToMove());
    return task.failureReason() == null ? line : line + " " + task.failureReason();
  }

  /** Visible and delayed, as {@code 1+0}. */
  private String counts(String queue) throws Exception {
    Map<String, String> attributes =
        await(queues.getQueueAttributes(new GetQueueAttributes(queue, List.of("All"))))
            .attributes();
    return attributes.get("ApproximateNumberOfMessages")
        + "+"
        + attributes.get("ApproximateNumberOfMessagesDelayed");
  }
}
