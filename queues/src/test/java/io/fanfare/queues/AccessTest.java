package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.queues.rows.TaskHandle;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who uses the queues in the process is let in by the same rules as who comes over a wire. */
@Timeout(60)
class AccessTest {

  private static final String REGION = "us-east-1";
  private static final String OWNER = "000000000000";
  private static final Caller OTHER = new Caller("222222222222", REGION, "http://x");
  private static final Caller BOB = OTHER.with(new Principal("222222222222", "bob"));
  private static final String URL = "http://x/" + OWNER + "/q";
  private static final String ARN = Arn.ofQueue(REGION, OWNER, "q").toString();

  private final Vertx vertx = Vertx.vertx();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  private Queues queues = open();

  AccessTest() {
    await(queues.createQueue(new CreateQueue("q")));
  }

  private Queues open() {
    return await(Queues.open(new Environment(vertx, store, Clock.system()), new QueuesOptions()));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  @Test
  void aUserIsLetInByNameOrWithTheAccount() {
    assertDenied(OTHER);
    policy("'Principal':{'AWS':'arn:aws:iam::222222222222:user/bob'},'Action':'sqs:SendMessage'");
    send(BOB);
    assertDenied(OTHER);
    policy("'Principal':{'AWS':'222222222222'},'Action':'sqs:SendMessage'");
    send(BOB);
    send(OTHER);
  }

  /** Nobody says what users may do, so they may do what their account may. */
  @Test
  void aUserOfTheOwnerMayDoEverything() {
    send(OTHER.with(new Principal(OWNER, "ann")));
  }

  @Test
  void conditionsAreAskedOfTheRequest() {
    String condition =
        "'Principal':'*','Action':'sqs:SendMessage','Condition':{"
            + "'Bool':{'aws:SecureTransport':'true'},"
            + "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01'},"
            + "'StringEquals':{'aws:PrincipalAccount':'222222222222','aws:ResourceTag/a':'b'}}";
    policy(condition);
    assertDenied(OTHER);
    await(queues.tagQueue(new TagQueue("q", Map.of("a", "b"))));
    send(OTHER);
    policy(condition.replace("'true'", "'false'"));
    assertDenied(OTHER);
  }

  @Test
  void aPolicyHoldsAfterARestart() {
    policy("'Principal':{'AWS':'222222222222'},'Action':'sqs:SendMessage'");
    await(queues.close());
    queues = open();
    send(OTHER);
    assertDenied(new Caller("333333333333", REGION, "http://x"));
  }

  @Test
  void aLookHasARightOfItsOwn() {
    send(queues);
    PeekMessages peek = new PeekMessages(URL);
    assertRefused(CommonError.ACCESS_DENIED, queues.as(OTHER).peekMessages(peek));
    policy("'Principal':'*','Action':'sqs:ReceiveMessage'");
    assertRefused(CommonError.ACCESS_DENIED, queues.as(OTHER).peekMessages(peek));
    policy("'Principal':'*','Action':['sqs:PeekMessages','sqs:ReceiveMessage']");
    assertEquals(1, await(queues.as(OTHER).peekMessages(peek)).messages().size());
    assertEquals(
        1, await(queues.as(OTHER).receiveMessage(new ReceiveMessage(URL, 1))).messages().size());
  }

  @Test
  void theSenderIsWhoSends() {
    policy("'Principal':'*','Action':'sqs:SendMessage'");
    send(OTHER);
    ReceiveMessage all =
        new ReceiveMessage("q", List.of(), List.of("All"), List.of(), 1, null, 0, null);
    assertEquals(
        OTHER.account(),
        await(queues.receiveMessage(all)).messages().get(0).attributes().get("SenderId"));
  }

  @Test
  void aMoveTaskOfAnotherAccountIsRefusedIfThereIsSuchAQueue() {
    policy("'Principal':'*','Action':'sqs:*'");
    assertRefused(CommonError.ACCESS_DENIED, start(ARN));
    assertRefused(QueueError.RESOURCE_NOT_FOUND, start(ARN + "-missing"));
    assertRefused(CommonError.ACCESS_DENIED, cancel(ARN));
    assertRefused(QueueError.RESOURCE_NOT_FOUND, cancel(ARN + "-missing"));
  }

  @Test
  void aTopicDeliversWhateverThePolicySays() {
    await(
        queues.setQueueAttributes(
            new SetQueueAttributes(
                "q",
                Map.of(
                    "Policy",
                    "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\","
                        + "\"Resource\":\"*\"}}"))));
    assertRefused(CommonError.ACCESS_DENIED, queues.sendMessage(new SendMessage("q", "m")));
    SharedMessage message = queues.as(OTHER).share(new SendMessage("q", "m"), OptionalInt.empty());
    SharedMessage.Addressed mail =
        new SharedMessage.Addressed(
            Arn.parse(ARN).orElseThrow(), List.of(new SharedMessage.Copy(message, "")));
    await(queues.sendCopies(List.of(mail)).get(0));
    await(queues.setQueueAttributes(new SetQueueAttributes("q", Map.of("Policy", ""))));
    assertEquals(1, await(queues.receiveMessage(new ReceiveMessage("q", 1))).messages().size());
  }

  private Future<?> start(String source) {
    return queues.as(OTHER).startMessageMoveTask(new StartMessageMoveTask(source, null, null));
  }

  private Future<?> cancel(String source) {
    return queues
        .as(OTHER)
        .cancelMessageMoveTask(new CancelMessageMoveTask(new TaskHandle("1", source).text()));
  }

  private void policy(String rest) {
    String policy = "{'Statement':[{'Effect':'Allow','Resource':'*'," + rest + "}]}";
    await(
        queues.setQueueAttributes(
            new SetQueueAttributes("q", Map.of("Policy", policy.replace('\'', '"')))));
  }

  private void send(Caller caller) {
    send(queues.as(caller));
  }

  private static void send(Queues queues) {
    await(queues.sendMessage(new SendMessage(URL, "m")));
  }

  private void assertDenied(Caller caller) {
    assertRefused(
        CommonError.ACCESS_DENIED, queues.as(caller).sendMessage(new SendMessage(URL, "m")));
  }

  @Test
  void aConsumerEndsOnceItMayNotReceiveAnyMore() {
    policy("'Principal':'*','Action':'sqs:*'");
    List<Throwable> told = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    CompletableFuture<Lease> first = new CompletableFuture<>();
    queues
        .as(OTHER)
        .consumer(URL, new ConsumerOptions().setConcurrency(1))
        .exceptionHandler(told::add)
        .endHandler(ended::complete)
        .handler(first::complete);
    send(queues);
    Lease lease = first.orTimeout(20, TimeUnit.SECONDS).join();
    await(queues.setQueueAttributes(new SetQueueAttributes("q", Map.of("Policy", ""))));
    await(lease.delete());
    ended.orTimeout(20, TimeUnit.SECONDS).join();
    assertEquals(
        List.of(CommonError.ACCESS_DENIED),
        told.stream().map(cause -> ((BrokerException) cause).code()).toList());
  }
}
