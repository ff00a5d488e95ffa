package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Principal;
import io.fanfare.core.Row;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.ListMessageMoveTasksResultEntry;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.RemovePermission;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rows.TaskStarter;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What conditions ask of requests to queues, and actions that need more than one right. */
@Timeout(60)
class EnforcedAccessTest {

  private static final String OWNER = "000000000000";
  private static final String OTHER = "111111111111";
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            tagger:
              keys: [{id: AKIATAGGER, secret: a-secret-of-tagger}]
              policies:
                - Statement:
                    Effect: Allow
                    Action: [sqs:CreateQueue, sqs:TagQueue]
                    Resource: "*"
                    Condition:
                      StringEquals: {aws:RequestTag/team: shop}
                      ForAllValues:StringEquals: {aws:TagKeys: [team, stage]}
            mover:
              policies:
                - Statement:
                    - Effect: Allow
                      Action:
                        - sqs:StartMessageMoveTask
                        - sqs:ReceiveMessage
                        - sqs:DeleteMessage
                        - sqs:GetQueueAttributes
                      Resource: arn:aws:sqs:us-east-1:000000000000:dead
                    - Effect: Allow
                      Action: sqs:SendMessage
                      Resource: arn:aws:sqs:us-east-1:000000000000:q
            reader:
              policies:
                - Statement:
                    Effect: Allow
                    Action: sqs:ReceiveMessage
                    Resource: "*"
                    Condition: {StringEquals: {aws:ResourceTag/team: shop}}
        "111111111111":
          users:
            able:
              policies: [{Statement: {Effect: Allow, Action: "*", Resource: "*"}}]
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  private final Authorization authorization;
  private final VirtualClock clock = new VirtualClock();
  private Queues queues;

  EnforcedAccessTest() throws AccessFileException {
    authorization = Authorization.of(Authorization.Mode.ENFORCE, AccessReader.read(FILE));
    queues = open();
    List.of("q", "q2", "dead").forEach(name -> await(queues.createQueue(new CreateQueue(name))));
  }

  private Queues open() {
    Environment environment =
        new Environment(
            vertx,
            store,
            clock,
            HeapBudget.ofHeap(),
            HeapBudget.ofPushes(),
            new Guard(authorization, AuditTrail.none(), System::currentTimeMillis));
    return await(Queues.open(environment, new QueuesOptions()));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  @Test
  void theTagsOfARequestAreAsked() {
    assertDenied("sqs:createqueue", "new", create(Map.of()));
    assertDenied("sqs:createqueue", "new", create(Map.of("team", "other")));
    assertDenied("sqs:createqueue", "new", create(Map.of("team", "shop", "cost", "9")));
    assertEquals(3, await(queues.listQueues(new ListQueues())).queueUrls().size());
    await(create(Map.of("team", "shop", "stage", "test")));
    Queues tagger = as("tagger");
    assertDenied("sqs:tagqueue", "q", tagger.tagQueue(new TagQueue(url("q"), Map.of("team", "x"))));
    await(tagger.tagQueue(new TagQueue(url("q"), Map.of("team", "shop"))));
  }

  @Test
  void theTagsOfAQueueAreAsked() {
    ReceiveMessage receive = new ReceiveMessage(url("q"), 1);
    assertDenied("sqs:receivemessage", "q", as("reader").receiveMessage(receive));
    await(queues.tagQueue(new TagQueue("q", Map.of("Team", "shop"))));
    await(as("reader").receiveMessage(receive));
  }

  @Test
  void aMoveNeedsTheRightToWhereverItMayGo() {
    redrive("q");
    await(start("mover", null));
    assertDenied("sqs:sendmessage", "q2", start("mover", "q2"));
    redrive("q2");
    assertDenied("sqs:sendmessage", "q2", start("mover", null));
    assertDenied("sqs:startmessagemovetask", "dead", start("reader", null));
  }

  /** The queue that a message came from need not give its messages up any more. */
  @Test
  void aMessageGoesBackOnlyWhereItsMoverMaySend() {
    giveUp("q2", 1);
    redrive("q");
    ReceiveMessage receive = new ReceiveMessage("q2", 1);
    await(start("mover", null));
    Awaitility.await().until(() -> task().equals("FAILED CouldNotDetermineMessageSource 0"));
    assertEquals(0, await(queues.receiveMessage(receive)).messages().size());
    await(queues.startMessageMoveTask(new StartMessageMoveTask(ARN + "dead", null, null)));
    Awaitility.await().until(() -> task().equals("COMPLETED null 1"));
    assertEquals(1, await(queues.receiveMessage(receive)).messages().size());
  }

  @Test
  void afterARestartAMessageGoesBackOnlyWhereItsMoverMaySend() throws AccessFileException {
    beginToMove("q", as("mover"));
    await(queues.close());
    authorization.replace(AccessReader.read(FILE.replace("000000000000:q", "000000000000:q2")));
    queues = open();
    clock.advance(60_000);
    Awaitility.await().until(() -> task().equals("FAILED CouldNotDetermineMessageSource 1"));
    assertEquals(1, await(queues.receiveMessage(new ReceiveMessage("dead", 10))).messages().size());
  }

  @Test
  void afterARestartAMessageGoesBackWhereItsMoverMaySendAsBefore() {
    beginToMove("q", as("mover"));
    await(queues.setQueueAttributes(new SetQueueAttributes("q", Map.of("RedrivePolicy", ""))));
    await(queues.close());
    queues = open();
    clock.advance(60_000);
    Awaitility.await().until(() -> task().equals("RUNNING null 2"));
    clock.advance(60_000);
    Awaitility.await().until(() -> task().equals("COMPLETED null 2"));
    assertEquals(2, await(queues.receiveMessage(new ReceiveMessage("q", 10))).messages().size());
  }

  /** Rows of earlier versions do not say who started the task. */
  @Test
  void aMessageOfATaskOfNobodyGoesBackOnlyToWhatGivesItsMessagesUp() {
    beginToMove("q2", queues);
    await(queues.close());
    forgetStarter();
    queues = open();
    clock.advance(60_000);
    Awaitility.await().until(() -> task().equals("FAILED CouldNotDetermineMessageSource 1"));
    assertEquals(1, await(queues.receiveMessage(new ReceiveMessage("dead", 10))).messages().size());
  }

  /** Has {@code mover} move one of two messages back to {@code queue}, and the other later. */
  private void beginToMove(String queue, Queues mover) {
    giveUp(queue, 2);
    redrive("q");
    await(mover.startMessageMoveTask(new StartMessageMoveTask(ARN + "dead", null, 1)));
    Awaitility.await().until(() -> task().equals("RUNNING null 1"));
  }

  private void forgetStarter() {
    List<Row> rows =
        await(
            store.scan(
                QueueTables.MOVE_TASKS,
                Key.first(Long.MIN_VALUE),
                Key.afterAll(Long.MAX_VALUE - 1),
                Integer.MAX_VALUE));
    Row row = rows.get(0);
    MoveTask task = MoveTask.decode(row);
    MoveTask nobodys =
        new MoveTask(
            task.number(),
            task.id(),
            task.destination(),
            task.rate(),
            task.startedAt(),
            task.toMove(),
            task.moved(),
            task.status(),
            task.failureReason(),
            null);
    TaskStarter starter = Objects.requireNonNull(task.starter());
    assertEquals(Principal.ofAccount(OWNER), starter.principal());
    await(store.write(List.of(nobodys.put(row.key().owner()))));
  }

  /** Has {@code queue} give up messages to the dead-letter queue, and none from then on. */
  private void giveUp(String queue, int count) {
    redrive(queue);
    for (int i = 0; i < count; i++) {
      await(queues.sendMessage(new SendMessage(queue, "m")));
    }
    ReceiveMessage receive =
        new ReceiveMessage(queue, List.of(), List.of(), List.of(), 10, 0, 0, null);
    assertEquals(count, await(queues.receiveMessage(receive)).messages().size());
    assertEquals(0, await(queues.receiveMessage(receive)).messages().size());
    await(queues.setQueueAttributes(new SetQueueAttributes(queue, Map.of("RedrivePolicy", ""))));
  }

  private String task() {
    ListMessageMoveTasksResultEntry task =
        await(queues.listMessageMoveTasks(new ListMessageMoveTasks(ARN + "dead", 1)))
            .results()
            .get(0);
    return task.status()
        + " "
        + task.failureReason()
        + " "
        + task.approximateNumberOfMessagesMoved();
  }

  @Test
  void aPermissionIsGivenAndTaken() {
    Caller able = root().with(new Principal(OTHER, "able"));
    SendMessage message = new SendMessage(url("q"), "m");
    assertRefused(CommonError.ACCESS_DENIED, queues.as(able).sendMessage(message));
    await(
        queues.addPermission(new AddPermission("q", "l", List.of(OTHER), List.of("SendMessage"))));
    await(queues.as(able).sendMessage(message));
    assertRefused(
        CommonError.ACCESS_DENIED,
        queues.as(root().with(new Principal(OTHER, "bare"))).sendMessage(message));
    await(queues.removePermission(new RemovePermission("q", "l")));
    assertRefused(CommonError.ACCESS_DENIED, queues.as(able).sendMessage(message));
  }

  /** Who waits was let in when it came. */
  @Test
  void aWaitingReceiveIsNotEndedByAChange() throws AccessFileException {
    await(queues.tagQueue(new TagQueue("q", Map.of("team", "shop"))));
    ReceiveMessage wait =
        new ReceiveMessage(url("q"), List.of(), List.of(), List.of(), 1, null, 20, null);
    Future<ReceiveMessage.Result> waiting = as("reader").receiveMessage(wait);
    authorization.replace(AccessReader.read(FILE.replace("sqs:ReceiveMessage", "sqs:GetQueueUrl")));
    assertFalse(waiting.isComplete());
    await(queues.sendMessage(new SendMessage("q", "m")));
    assertEquals(1, await(waiting).messages().size());
    assertDenied("sqs:receivemessage", "q", as("reader").receiveMessage(wait));
  }

  private Future<CreateQueue.Result> create(Map<String, String> tags) {
    return as("tagger").createQueue(new CreateQueue("new", Map.of(), tags));
  }

  private Future<StartMessageMoveTask.Result> start(String who, @Nullable String destination) {
    return as(who)
        .startMessageMoveTask(
            new StartMessageMoveTask(
                ARN + "dead", destination == null ? null : ARN + destination, null));
  }

  private void redrive(String queue) {
    String policy = "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":\"1\"}";
    await(
        queues.setQueueAttributes(new SetQueueAttributes(queue, Map.of("RedrivePolicy", policy))));
  }

  private static void assertDenied(String right, String queue, Future<?> answer) {
    String sentence = refusal(answer).sentence();
    assertEquals(
        "is not authorized to perform: "
            + right
            + " on resource: "
            + ARN
            + queue
            + " because no identity-based policy allows the "
            + right
            + " action",
        sentence.substring(sentence.indexOf("is not")));
  }

  private Queues as(String user) {
    return queues.as(root().with(new Principal(OWNER, user)));
  }

  private static Caller root() {
    return new Caller(OWNER, "us-east-1", "http://x");
  }

  private static String url(String queue) {
    return "http://x/" + OWNER + "/" + queue;
  }
}
