package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account has so many queues, and so many receives that wait; who refuses changes nothing. */
@Timeout(60)
class AccountLimitsTest {

  private static final String OTHER = "999999999999";

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), e -> {}));
  private final QueuesOptions options = new QueuesOptions().setDeletedNameSeconds(0);
  private Queues queues = open();

  private Queues open() {
    return await(Queues.open(new Environment(vertx, store, clock), options));
  }

  private void reopen() {
    await(queues.close());
    queues = open();
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  @Test
  void anAccountHasSoManyQueuesInAllRegions() {
    options.setQueuesPerAccount(2);
    reopen();
    create(queues, "a");
    create(in("eu-west-1"), "b");
    assertRefused(QueueError.OVER_LIMIT, queues.createQueue(new CreateQueue("c")));
    assertEquals(1, await(queues.listQueues(new ListQueues(null, null, null))).queueUrls().size());
    create(queues, "a");
    create(queues.as(new Caller(OTHER, "us-east-1", "")), "c");
    await(queues.deleteQueue(new DeleteQueue("a")));
    create(queues, "c");
    assertRefused(QueueError.OVER_LIMIT, queues.createQueue(new CreateQueue("a")));
  }

  /** What is malformed is refused for that, as anywhere. */
  @Test
  void aQueueThatCannotBeIsRefusedForWhatItIs() {
    options.setQueuesPerAccount(1);
    reopen();
    create(queues, "a");
    assertRefused(
        CommonError.INVALID_ATTRIBUTE_VALUE,
        queues.createQueue(new CreateQueue("b", Map.of("DelaySeconds", "-1"), Map.of())));
  }

  @Test
  void theCountSurvivesARestartAndDoesNotOutliveAQueue() {
    create(queues, "a");
    create(queues, "b");
    create(queues, "gone");
    await(queues.deleteQueue(new DeleteQueue("gone")));
    options.setQueuesPerAccount(3);
    reopen();
    create(queues, "c");
    assertRefused(QueueError.OVER_LIMIT, queues.createQueue(new CreateQueue("d")));
  }

  @Test
  void theQueuesOfSubscriptionsDoNotCount() {
    options.setQueuesPerAccount(1);
    reopen();
    QueueName hidden = new QueueName("000000000000", "us-east-1", "hidden");
    await(queues.subscriptionQueues().create(hidden, Map.of()));
    create(queues, "a");
    await(queues.subscriptionQueues().create(new QueueName(OTHER, "x", "more"), Map.of()));
    assertRefused(QueueError.OVER_LIMIT, queues.createQueue(new CreateQueue("b")));
  }

  @Test
  void soManyReceivesOfAPrincipalWait() {
    options.setReceivesPerPrincipal(2);
    reopen();
    create(queues, "a");
    List<Promise<Void>> gone = new ArrayList<>();
    List<Future<ReceiveMessage.Result>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      gone.add(Promise.promise());
      waiting.add(within(queues, gone.get(i)).receiveMessage(receive(20)));
    }
    assertRefused(QueueError.OVER_LIMIT, queues.receiveMessage(receive(20)));
    assertEquals(List.of(), await(queues.receiveMessage(receive(0))).messages());
    Queues ann = user("ann");
    Promise<Void> annGone = Promise.promise();
    Future<ReceiveMessage.Result> ofAnn = within(ann, annGone).receiveMessage(receive(20));
    gone.get(0).complete();
    await(waiting.get(0));
    Future<ReceiveMessage.Result> next = within(queues, gone.get(1)).receiveMessage(receive(20));
    assertFalse(next.failed());
    gone.get(1).complete();
    annGone.complete();
    await(Future.all(next, waiting.get(1), ofAnn));
  }

  @Test
  void soManyReceivesOfAnAccountWait() {
    options.setReceivesPerAccount(1).setReceivesPerPrincipal(1);
    reopen();
    create(queues, "a");
    Promise<Void> gone = Promise.promise();
    Future<ReceiveMessage.Result> waiting = within(queues, gone).receiveMessage(receive(20));
    assertRefused(QueueError.OVER_LIMIT, user("ann").receiveMessage(receive(20)));
    await(queues.sendMessage(new SendMessage("a", "hello")));
    assertEquals(1, await(waiting).messages().size());
    await(queues.sendMessage(new SendMessage("a", "again")));
    assertEquals(1, await(user("ann").receiveMessage(receive(20))).messages().size());
  }

  /** Who asks in another region, or in another session of the same role, is the same. */
  @Test
  void aPrincipalIsTheSameInAllRegionsAndSessions() {
    options.setReceivesPerPrincipal(1);
    reopen();
    for (String region : List.of("us-east-1", "cn-north-1", "us-gov-west-1")) {
      create(in(region), "a");
    }
    Promise<Void> gone = Promise.promise();
    Future<ReceiveMessage.Result> waiting =
        within(role("s1", "us-east-1"), gone).receiveMessage(receive(20));
    for (String region : List.of("us-east-1", "cn-north-1", "us-gov-west-1")) {
      Queues again = role("s2", region);
      assertRefused(QueueError.OVER_LIMIT, again.receiveMessage(receive(20)));
    }
    gone.complete();
    await(waiting);
    await(queues.sendMessage(new SendMessage("a", "hello")));
    Queues later = role("s2", "us-east-1");
    assertEquals(1, await(later.receiveMessage(receive(20))).messages().size());
  }

  /** Who only says who it is takes no place from who proves it, nor does one address of another. */
  @Test
  void whoProvesNothingTakesNoPlaceFromOthers() {
    options.setReceivesPerPrincipal(1).setReceivesPerAccount(1);
    reopen();
    create(queues, "a");
    Promise<Void> gone = Promise.promise();
    List<Future<?>> waiting = new ArrayList<>();
    for (Queues each :
        List.of(unproven(true, null), unproven(false, "10.0.0.1"), unproven(false, "10.0.0.2"))) {
      waiting.add(within(each, gone).receiveMessage(receive(20)));
      assertRefused(QueueError.OVER_LIMIT, each.receiveMessage(receive(20)));
    }
    waiting.add(within(queues, gone).receiveMessage(receive(20)));
    assertRefused(QueueError.OVER_LIMIT, queues.receiveMessage(receive(20)));
    gone.complete();
    await(Future.all(waiting));
  }

  /** A receive that is refused holds no place. */
  @Test
  void whatIsRefusedDoesNotWait() {
    options.setReceivesPerAccount(1);
    reopen();
    create(queues, "a");
    for (int i = 0; i < 3; i++) {
      assertRefused(
          QueueError.QUEUE_DOES_NOT_EXIST,
          queues.receiveMessage(
              new ReceiveMessage("none", List.of(), List.of(), List.of(), 1, null, 20, null)));
    }
    await(queues.sendMessage(new SendMessage("a", "hello")));
    assertEquals(1, await(queues.receiveMessage(receive(20))).messages().size());
  }

  private Queues in(String region) {
    return queues.as(new Caller("000000000000", region, ""));
  }

  private Queues user(String name) {
    Caller caller = new Caller("000000000000", "us-east-1", "");
    return queues.as(caller.with(new Principal("000000000000", name)));
  }

  private Queues role(String session, String region) {
    Caller caller = new Caller("000000000000", region, "");
    return queues.as(caller.with(Principal.ofRole("000000000000", "worker", session)));
  }

  private Queues unproven(boolean signed, @Nullable String address) {
    Principal root = Principal.ofAccount("000000000000");
    Caller.Transport transport = new Caller.Transport(address, true);
    return queues.as(new Caller(root, "us-east-1", "", null, signed, false, null, transport));
  }

  private static void create(Queues by, String name) {
    await(by.createQueue(new CreateQueue(name)));
  }

  private static Queues within(Queues all, Promise<Void> gone) {
    return all.within(new RequestScope(gone.future(), HeapBudget.ofHeap().lease()));
  }

  private static ReceiveMessage receive(int wait) {
    return new ReceiveMessage("a", List.of(), List.of(), List.of(), 1, null, wait, null);
  }
}
