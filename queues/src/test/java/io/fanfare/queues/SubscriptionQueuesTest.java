package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.ListDeadLetterSourceQueues;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A subscription's queue is one like any other for those inside, and none for those outside. */
@Timeout(60)
class SubscriptionQueuesTest {

  private static final QueueName NAME = new QueueName("000000000000", "us-east-1", "s");

  private final Vertx vertx = Vertx.vertx();
  private final StoreOptions options;
  private LiveQueues live;

  SubscriptionQueuesTest(@TempDir Path directory) {
    options = new StoreOptions().setPath(directory.toString());
    live = open();
  }

  private LiveQueues open() {
    return new LiveQueues(vertx, options, HeapBudget.ofHeap(), store -> store);
  }

  private void restart() {
    live.close();
    live = open();
  }

  @AfterEach
  void close() {
    live.close();
    await(vertx.close());
  }

  @Test
  void whatIsSentToOneIsConsumedInsideThoughTheBrokerStartsAnew() {
    create();
    create();
    send("m");
    restart();
    assertEquals(List.of(NAME), await(inside().list()));
    assertEquals(1, await(inside().counts(NAME)).visible());
    assertEquals(List.of("m"), consume(1));
    await().until(() -> await(inside().counts(NAME)).inFlight() == 0);
    assertEquals(0, await(inside().counts(NAME)).visible());
  }

  @Test
  void itIsEmptyWhileItHasNoMessageInAnyState() {
    create();
    assertTrue(await(inside().isEmpty(NAME)));
    send("m");
    assertFalse(await(inside().isEmpty(NAME)));
    List<Lease> held = new CopyOnWriteArrayList<>();
    QueueConsumer consumer = inside().consumer(NAME, new ConsumerOptions()).handler(held::add);
    await().until(() -> !held.isEmpty());
    assertFalse(await(inside().isEmpty(NAME)));
    await(held.get(0).delete());
    assertTrue(await(inside().isEmpty(NAME)));
    await(consumer.close());
  }

  @Test
  void itRestsWhenItHasNoMessagesAndGoesOnWhenItHas() {
    create();
    await(inside().rest(NAME));
    send("m");
    await(inside().rest(NAME));
    List<String> bodies = new CopyOnWriteArrayList<>();
    QueueConsumer consumer =
        inside()
            .consumer(NAME, new ConsumerOptions())
            .handler(lease -> lease.delete().onSuccess(deleted -> bodies.add(lease.body())));
    await().until(() -> bodies.equals(List.of("m")));
    await(inside().rest(NAME));
    send("n");
    await().until(() -> bodies.equals(List.of("m", "n")));
    await(consumer.close());
    await(inside().rest(NAME));
    send("o");
    assertEquals(1, await(inside().counts(NAME)).visible());
    await(inside().delete(NAME));
    assertUnknown(inside().rest(NAME));
  }

  @Test
  void itRestsFromTheStartOnUntilItHasSomething() {
    QueueName busy = new QueueName(NAME.account(), NAME.region(), "busy");
    create();
    await(inside().create(busy, Map.of()));
    await(sending(busy, "m"));
    restart();
    assertEquals(Map.of(NAME, true, busy, false), await(inside().wake()));
    await().until(() -> !isResting(busy));
    assertTrue(await(inside().isEmpty(NAME)));
    await(inside().rest(NAME));
    create();
    assertTrue(isResting(NAME));
    send("m");
    assertFalse(isResting(NAME));
  }

  private boolean isResting(QueueName name) {
    QueuePartition partition = ((QueueService) live.queues()).partition;
    return partition.ofSubscription(name).opened().isEmpty();
  }

  @Test
  void noRequestFindsItByNameUrlOrArn() {
    create();
    send("m");
    assertUnseen();
    restart();
    assertUnseen();
  }

  private void assertUnseen() {
    Queues queues = live.queues();
    for (String name : List.of("s", "http://localhost:4566/000000000000/s")) {
      assertUnknown(queues.sendMessage(new SendMessage(name, "intruder")));
      assertUnknown(queues.receiveMessage(new ReceiveMessage(name, 1)));
      assertUnknown(queues.deleteQueue(new DeleteQueue(name)));
      assertUnknown(
          queues.setQueueAttributes(new SetQueueAttributes(name, Map.of("DelaySeconds", "1"))));
      assertUnknown(queues.listDeadLetterSourceQueues(new ListDeadLetterSourceQueues(name)));
    }
    assertUnknown(queues.getQueueUrl(new GetQueueUrl("s")));
    SharedMessage.Addressed mail =
        new SharedMessage.Addressed(NAME.arn(), List.of(shared("intruder").copy("")));
    assertUnknown(queues.sendCopies(List.of(mail)).get(0));
    assertRefused(
        QueueError.RESOURCE_NOT_FOUND,
        queues.startMessageMoveTask(new StartMessageMoveTask(NAME.arn().toString(), null, null)));
    assertEquals(List.of(), await(queues.listQueues(new ListQueues())).queueUrls());
    assertEquals(List.of(), queues.statistics());
    assertEquals(new QueueTotals(0, 0, 0, 0, 0, 0, 0, 0, 0), queues.totals());
    assertEquals(1, await(inside().counts(NAME)).visible());
  }

  @Test
  void itIsNoDeadLetterQueueOfAUser() {
    create();
    String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(NAME.arn());
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        live.queues().createQueue(new CreateQueue("q", Map.of("RedrivePolicy", policy), Map.of())));
  }

  @Test
  void itAndAUsersQueueOfTheSameNameAreTwo() {
    create();
    live.create("s", Map.of());
    live.send("s", "outside");
    send("inside");
    restart();
    assertEquals(List.of("inside"), consume(1));
    assertEquals(1, live.visible("s"));
    await(live.queues().deleteQueue(new DeleteQueue("s")));
    assertEquals(0, await(inside().counts(NAME)).visible());
    create();
    restart();
    assertEquals(List.of(NAME), await(inside().list()));
  }

  @Test
  void whatIsPutBackCountsAsNotReceived() {
    create();
    send("one");
    List<Integer> counts = new CopyOnWriteArrayList<>();
    AtomicInteger left = new AtomicInteger(2);
    inside()
        .consumer(NAME, new ConsumerOptions())
        .handler(
            lease -> {
              counts.add(lease.receiveCount());
              if (left.getAndDecrement() > 0) {
                lease.putBack();
              } else {
                lease.delete();
              }
            });
    await().until(() -> counts.size() == 3);
    assertEquals(List.of(1, 1, 1), counts);
  }

  @Test
  void itsNameIsFreeAsSoonAsItIsDeleted() {
    create();
    send("old");
    List<String> ends = new CopyOnWriteArrayList<>();
    inside()
        .consumer(NAME, new ConsumerOptions())
        .exceptionHandler(cause -> ends.add(cause.getMessage()))
        .endHandler(end -> ends.add("end"))
        .pause()
        .handler(lease -> ends.add("none"))
        .resume();
    await(inside().delete(NAME));
    await().until(() -> ends.contains("end"));
    assertUnknown(inside().delete(NAME));
    assertUnknown(inside().counts(NAME));
    assertUnknown(inside().isEmpty(NAME));
    assertUnknown(sending("late"));
    create();
    restart();
    assertEquals(0, await(inside().counts(NAME)).visible());
    live.create("s", Map.of());
  }

  @Test
  void oneThatIsMadeOtherwiseIsRefused() {
    create();
    assertRefused(QueueError.QUEUE_NAME_EXISTS, inside().create(NAME, Map.of("DelaySeconds", "1")));
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        inside().create(new QueueName("000000000000", "us-east-1", "a b"), Map.of()));
  }

  private void create() {
    await(inside().create(NAME, Map.of()));
  }

  private void send(String body) {
    assertEquals(List.of(Optional.empty()), await(sending(body)));
  }

  private Future<List<Optional<BrokerException>>> sending(String body) {
    return sending(NAME, body);
  }

  private Future<List<Optional<BrokerException>>> sending(QueueName name, String body) {
    return live.queues()
        .sendCopies(
            List.of(
                new SharedMessage.Addressed(
                    name.arn(), true, null, List.of(shared(body).copy("")))))
        .get(0);
  }

  private SharedMessage shared(String body) {
    return live.queues().share(new SendMessage("any", body), OptionalInt.empty());
  }

  private SubscriptionQueues inside() {
    return live.queues().subscriptionQueues();
  }

  private List<String> consume(int count) {
    List<String> bodies = new CopyOnWriteArrayList<>();
    inside()
        .consumer(NAME, new ConsumerOptions())
        .handler(lease -> lease.delete().onSuccess(deleted -> bodies.add(lease.body())));
    await().until(() -> bodies.size() >= count);
    return bodies;
  }

  private static void assertUnknown(Future<?> future) {
    assertRefused(QueueError.QUEUE_DOES_NOT_EXIST, future);
  }
}
