package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.RemovePermission;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queues at work on their event loops, over a store. */
@Timeout(60)
class QueuesTest {

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();

  @AfterEach
  void closeVertx() throws Exception {
    await(vertx.close());
  }

  @Test
  void aReceiveThatWaitsIsAnsweredWhenTheServiceCloses() throws Exception {
    Store store = memory();
    Queues queues = open(store, new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    Future<ReceiveMessage.Result> waiting = queues.receiveMessage(waiting("orders", 20));
    await(queues.close());
    assertEquals(List.of(), await(waiting).messages());
    await(store.close());
  }

  @Test
  void aReceiveThatHasLeftIsAnsweredWithNothingAndTakesNothing() throws Exception {
    Store store = memory();
    Queues queues = open(store, new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    Promise<Void> gone = Promise.promise();
    Future<ReceiveMessage.Result> waiting =
        queues
            .within(new RequestScope(gone.future(), HeapBudget.ofHeap().lease()))
            .receiveMessage(waiting("orders", 20));
    gone.complete();
    assertEquals(List.of(), await(waiting).messages());
    await(queues.sendMessage(new SendMessage("orders", "hello")));
    assertEquals("1", attribute(queues, "ApproximateNumberOfMessages"));
  }

  @Test
  void theNameOfADeletedQueueIsFreeAfterSixtySeconds() throws Exception {
    Queues queues = open(memory(), new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    await(queues.sendMessage(new SendMessage("orders", "old")));
    await(queues.deleteQueue(new DeleteQueue("orders")));
    assertRefused(
        QueueError.QUEUE_DOES_NOT_EXIST, queues.sendMessage(new SendMessage("orders", "late")));
    clock.advance(59_999);
    assertRefused(QueueError.QUEUE_DELETED_RECENTLY, queues.createQueue(new CreateQueue("orders")));
    clock.advance(1);
    await(queues.createQueue(new CreateQueue("orders")));
    assertEquals("0", attribute(queues, "ApproximateNumberOfMessages"));
  }

  @Test
  void aQueueIsPurgedAtMostOnceInSixtySeconds() throws Exception {
    Queues queues = open(memory(), new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    await(queues.purgeQueue(new PurgeQueue("orders")));
    assertRefused(QueueError.PURGE_QUEUE_IN_PROGRESS, queues.purgeQueue(new PurgeQueue("orders")));
    clock.advance(60_000);
    await(queues.purgeQueue(new PurgeQueue("orders")));
  }

  @Test
  void aChangeOfPermissionsModifiesTheQueue() throws Exception {
    Queues queues = open(memory(), new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    clock.advance(5_000);
    await(
        queues.addPermission(
            new AddPermission("orders", "a", List.of("123456789012"), List.of("SendMessage"))));
    assertEquals("1700000005", attribute(queues, "LastModifiedTimestamp"));
    clock.advance(5_000);
    await(queues.removePermission(new RemovePermission("orders", "a")));
    assertEquals("1700000010", attribute(queues, "LastModifiedTimestamp"));
  }

  @Test
  void aBacklogLargerThanTheHeapKeepsComesBackWholeAfterARestart(@TempDir Path directory)
      throws Exception {
    int messages = 2_000;
    StoreOptions options = new StoreOptions().setPath(directory.toString()).setYoungBytes(10_000);
    Store store = await(Stores.open(vertx, options, fault -> {}));
    Queues queues = open(store, new QueuesOptions());
    await(queues.createQueue(new CreateQueue("orders")));
    send(queues, messages);
    List<Message> first = receiveAll(queues, messages / 2);
    await(queues.close());
    await(store.close());

    store = await(Stores.open(vertx, options, fault -> {}));
    queues = open(store, new QueuesOptions());
    assertEquals(
        Integer.toString(messages - messages / 2),
        attribute(queues, "ApproximateNumberOfMessages"));
    assertEquals(
        Integer.toString(messages / 2), attribute(queues, "ApproximateNumberOfMessagesNotVisible"));
    List<Message> second = receiveAll(queues, messages - messages / 2);
    assertEquals(messages, first.size() + second.size());
    for (Message message : first) {
      await(queues.deleteMessage(new DeleteMessage("orders", message.receiptHandle())));
    }
    clock.advance(30_000);
    assertEquals(second.size(), receiveAll(queues, messages).size());
    await(queues.close());
    await(store.close());
  }

  @Test
  void aMessageThatKeepsFailingArrivesAtTheDeadLetterQueueWithItsId() throws Exception {
    Queues queues = open(memory(), new QueuesOptions());
    await(queues.createQueue(new CreateQueue("dead")));
    String policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
            + "\"maxReceiveCount\":1}";
    await(queues.createQueue(new CreateQueue("orders", Map.of("RedrivePolicy", policy), Map.of())));
    String id = await(queues.sendMessage(new SendMessage("orders", "poison"))).messageId();
    receiveAll(queues, 1);
    clock.advance(30_000);
    Future<ReceiveMessage.Result> dead = queues.receiveMessage(waiting("dead", 20));
    assertTrue(await(queues.receiveMessage(new ReceiveMessage("orders", 1))).messages().isEmpty());
    assertEquals(id, await(dead).messages().get(0).messageId());
    assertEquals("0", attribute(queues, "ApproximateNumberOfMessages"));
  }

  private static void send(Queues queues, int messages) throws Exception {
    for (int i = 0; i < messages; i += 10) {
      List<SendMessageBatch.Entry> entries = new ArrayList<>();
      for (int j = i; j < i + 10; j++) {
        entries.add(new SendMessageBatch.Entry("e" + j, "message " + j));
      }
      await(queues.sendMessageBatch(new SendMessageBatch("orders", entries)));
    }
  }

  private static List<Message> receiveAll(Queues queues, int most) throws Exception {
    List<Message> all = new ArrayList<>();
    while (all.size() < most) {
      List<Message> some =
          await(
                  queues.receiveMessage(
                      new ReceiveMessage("orders", Math.min(10, most - all.size()))))
              .messages();
      if (some.isEmpty()) {
        return all;
      }
      all.addAll(some);
    }
    return all;
  }

  private static ReceiveMessage waiting(String queue, int seconds) {
    return new ReceiveMessage(queue, List.of(), List.of(), List.of(), 1, null, seconds, null);
  }

  private static String attribute(Queues queues, String name) throws Exception {
    return await(queues.getQueueAttributes(new GetQueueAttributes("orders", List.of(name))))
        .attributes()
        .getOrDefault(name, "");
  }

  private Store memory() throws Exception {
    return await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  }

  private Queues open(Store store, QueuesOptions options) throws Exception {
    return await(Queues.open(new Environment(vertx, store, clock), options));
  }
}
