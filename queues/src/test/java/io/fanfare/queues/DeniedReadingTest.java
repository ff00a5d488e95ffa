package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.DescribeQueues.QueueDescription;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is denied in one way is not told in another. */
@Timeout(60)
class DeniedReadingTest {

  private static final String ACCOUNT = "000000000000";
  private static final String ARN = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":";
  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            peeker:
              keys: [{id: AKIAPEEKER, secret: a-secret-of-peeker}]
              policies: [{Statement: {Effect: Allow, Action: sqs:PeekMessages, Resource: "*"}}]
            receiver:
              policies: [{Statement: {Effect: Allow, Action: sqs:ReceiveMessage, Resource: "*"}}]
            barred:
              policies:
                - {Statement: {Effect: Allow, Action: "*", Resource: "*"}}
                - {Statement: {Effect: Deny, Action: sqs:ReceiveMessage, Resource: "*"}}
            watcher:
              policies:
                - {Statement: {Effect: Allow, Action: sqs:DescribeQueues, Resource: "*"}}
                - Statement:
                    Effect: Deny
                    Action: sqs:GetQueueAttributes
                    Resource: "arn:aws:sqs:us-east-1:000000000000:b*"
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  private Guard guard;
  private Queues queues;

  DeniedReadingTest() throws AccessFileException {
    open(Authorization.Mode.ENFORCE);
    List.of("a", "b", "c").forEach(name -> await(queues.createQueue(new CreateQueue(name))));
    await(queues.sendMessage(new SendMessage("a", "hello")));
  }

  private void open(Authorization.Mode mode) throws AccessFileException {
    VirtualClock clock = new VirtualClock();
    guard =
        new Guard(
            Authorization.of(mode, AccessReader.read(FILE)), AuditTrail.none(), clock::millis);
    queues =
        await(
            Queues.open(
                new Environment(
                    vertx, store, clock, HeapBudget.ofHeap(), HeapBudget.ofPushes(), guard),
                new QueuesOptions()));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  private Queues as(String user) {
    return queues.as(
        new Caller(ACCOUNT, "us-east-1", "http://x").with(new Principal(ACCOUNT, user)));
  }

  private List<String> peek(String user) {
    return await(as(user).peekMessages(new PeekMessages("http://x/" + ACCOUNT + "/a")))
        .messages()
        .stream()
        .map(PeekMessages.PeekedMessage::body)
        .toList();
  }

  private String refused(String user) {
    return refusal(as(user).peekMessages(new PeekMessages("http://x/" + ACCOUNT + "/a")))
        .sentence();
  }

  private static String sentence(String user, String action, String reason) {
    return "User: arn:aws:iam::000000000000:user/%s is not authorized to perform: %s on resource: %sa%s"
        .formatted(user, action, ARN, reason);
  }

  private void deny(String queue, String action) {
    String policy =
        "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:%s\","
            + "\"Resource\":\"*\"}}";
    await(
        queues.setQueueAttributes(
            new SetQueueAttributes(queue, Map.of("Policy", policy.formatted(action)))));
  }

  @Test
  void aPeekNeedsItsOwnRightAndNoOther() {
    assertEquals(List.of("hello"), peek("peeker"));
    assertEquals(
        sentence(
            "receiver",
            "sqs:peekmessages",
            " because no identity-based policy allows the sqs:peekmessages action"),
        refused("receiver"));
  }

  @Test
  void whoIsDeniedToReceiveMayNotPeek() {
    assertEquals(
        sentence(
            "barred", "sqs:receivemessage", " with an explicit deny in an identity-based policy"),
        refused("barred"));
    deny("a", "ReceiveMessage");
    assertEquals(
        sentence(
            "peeker", "sqs:receivemessage", " with an explicit deny in a resource-based policy"),
        refused("peeker"));
    assertEquals(Map.of(QueueAction.RECEIVE_MESSAGE, 2L), guard.denied());
  }

  @Test
  void anAuditForeseesThat() throws AccessFileException {
    await(queues.close());
    open(Authorization.Mode.AUDIT);
    assertEquals(List.of("hello"), peek("barred"));
    assertEquals(List.of("hello"), peek("peeker"));
    assertEquals(Map.of(QueueAction.RECEIVE_MESSAGE, 1L), guard.wouldDeny());
  }

  @Test
  void queuesThatAreDeniedAreNotDescribed() {
    assertEquals(List.of("a", "c"), described());
    deny("c", "DescribeQueues");
    assertEquals(List.of("a"), described());
    assertTrue(guard.denied().isEmpty(), "nothing that was asked for was refused");
  }

  private List<String> described() {
    return await(as("watcher").describeQueues(new DescribeQueues())).queues().stream()
        .map(QueueDescription::queueName)
        .toList();
  }
}
