package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.access.Guard;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.fixture.AccessTable;
import io.fanfare.fixture.AccessTable.Kind;
import io.fanfare.fixture.AccessTable.Outcome;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.ChangeMessageVisibility;
import io.fanfare.queues.model.ChangeMessageVisibilityBatch;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteMessageBatch;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.ListDeadLetterSourceQueues;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.RemovePermission;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.queues.model.UntagQueue;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.GetQueueHistory;
import io.fanfare.queues.rows.TaskHandle;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everybody asks for everything under every policy, and gets what AWS documents. */
@Timeout(120)
class QueueRightsTest {

  private static final String URL = "http://x/" + AccessTable.OWNER + "/q";
  private static final String ARN = arn(AccessTable.OWNER, "q");
  private static final String DOOMED = "doomed";

  private final Vertx vertx = Vertx.vertx();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  /** What is tried: something that changes nothing even if it is allowed, but for a deletion. */
  private record Probe(
      String action,
      Kind kind,
      boolean repair,
      BiFunction<Queues, String, Future<?>> request,
      String resource) {

    String right() {
      return "sqs:" + action.toLowerCase(Locale.ROOT);
    }

    /** Of what it is that {@code caller} may not do it. */
    String resource(Caller caller) {
      return resource.replace("ACCOUNT", caller.account());
    }
  }

  private static Probe probe(
      String action, Kind kind, BiFunction<Queues, String, Future<?>> request) {
    return new Probe(action, kind, false, request, ARN);
  }

  private static Probe repair(String action, BiFunction<Queues, String, Future<?>> request) {
    return new Probe(action, Kind.OWN, true, request, ARN);
  }

  private static Probe listing(String action, BiFunction<Queues, String, Future<?>> request) {
    return new Probe(action, Kind.ACCOUNT, false, request, arn("ACCOUNT", ""));
  }

  private static final List<Probe> PROBES =
      List.of(
          probe("SendMessage", Kind.OPEN, (all, url) -> all.sendMessage(unfit(url))),
          probe(
              "SendMessage",
              Kind.OPEN,
              (all, url) -> all.sendMessageBatch(new SendMessageBatch(url, List.of()))),
          probe(
              "ReceiveMessage",
              Kind.OPEN,
              (all, url) -> all.receiveMessage(new ReceiveMessage(url, 1))),
          probe("PeekMessages", Kind.OPEN, (all, url) -> all.peekMessages(new PeekMessages(url))),
          probe(
              "DeleteMessage",
              Kind.SHARED,
              (all, url) -> all.deleteMessage(new DeleteMessage(url, "handle"))),
          probe(
              "DeleteMessage",
              Kind.SHARED,
              (all, url) -> all.deleteMessageBatch(new DeleteMessageBatch(url, List.of()))),
          probe(
              "ChangeMessageVisibility",
              Kind.SHARED,
              (all, url) ->
                  all.changeMessageVisibility(new ChangeMessageVisibility(url, "handle", 1))),
          probe(
              "ChangeMessageVisibility",
              Kind.SHARED,
              (all, url) ->
                  all.changeMessageVisibilityBatch(
                      new ChangeMessageVisibilityBatch(url, List.of()))),
          probe(
              "GetQueueUrl",
              Kind.SHARED,
              (all, url) -> all.getQueueUrl(new GetQueueUrl("q", AccessTable.OWNER))),
          probe(
              "GetQueueAttributes",
              Kind.SHARED,
              (all, url) -> all.getQueueAttributes(new GetQueueAttributes(url, List.of("All")))),
          probe("PurgeQueue", Kind.SHARED, (all, url) -> all.purgeQueue(new PurgeQueue(url))),
          probe(
              "ListDeadLetterSourceQueues",
              Kind.SHARED,
              (all, url) -> all.listDeadLetterSourceQueues(new ListDeadLetterSourceQueues(url))),
          repair(
              "SetQueueAttributes",
              (all, url) ->
                  all.setQueueAttributes(
                      new SetQueueAttributes(url, Map.of("VisibilityTimeout", "-1")))),
          repair(
              "RemovePermission",
              (all, url) -> all.removePermission(new RemovePermission(url, "missing"))),
          new Probe(
              "DeleteQueue",
              Kind.OWN,
              true,
              (all, url) -> all.deleteQueue(new DeleteQueue(url.replace("/q", "/" + DOOMED))),
              arn(AccessTable.OWNER, DOOMED)),
          probe(
              "AddPermission",
              Kind.OWN,
              (all, url) ->
                  all.addPermission(
                      new AddPermission(
                          url, "label", List.of(AccessTable.OTHER), List.of("NoAction")))),
          probe(
              "TagQueue",
              Kind.OWN,
              (all, url) -> all.tagQueue(new TagQueue(url, Map.of("", "value")))),
          probe(
              "UntagQueue",
              Kind.OWN,
              (all, url) -> all.untagQueue(new UntagQueue(url, List.of("missing")))),
          probe("ListQueueTags", Kind.OWN, (all, url) -> all.listQueueTags(new ListQueueTags(url))),
          probe(
              "StartMessageMoveTask",
              Kind.OWN,
              (all, url) -> all.startMessageMoveTask(new StartMessageMoveTask(ARN, null, null))),
          probe(
              "CancelMessageMoveTask",
              Kind.OWN,
              (all, url) ->
                  all.cancelMessageMoveTask(
                      new CancelMessageMoveTask(new TaskHandle("1", ARN).text()))),
          probe(
              "ListMessageMoveTasks",
              Kind.OWN,
              (all, url) -> all.listMessageMoveTasks(new ListMessageMoveTasks(ARN, 1))),
          listing("ListQueues", (all, url) -> all.listQueues(new ListQueues())),
          probe(
              "GetQueueHistory",
              Kind.SHARED,
              (all, url) -> all.getQueueHistory(new GetQueueHistory(url))),
          listing("GetQueueHistory", (all, url) -> all.getQueueHistory(new GetQueueHistory(null))),
          listing("DescribeQueues", (all, url) -> all.describeQueues(new DescribeQueues())),
          new Probe(
              "CreateQueue",
              Kind.ACCOUNT,
              false,
              (all, url) ->
                  all.createQueue(new CreateQueue("none", Map.of("DelaySeconds", "x"), Map.of())),
              arn("ACCOUNT", "none")));

  /** A message for a FIFO queue, which this is not. */
  private static SendMessage unfit(String url) {
    return new SendMessage(url, "m", null, Map.of(), Map.of(), "id", null);
  }

  /** Queues whose guard is {@code guard}, and who asks for what. */
  private final class Tried implements AutoCloseable {
    private final Guard guard;
    private final Queues queues;
    private final Map<String, String> answers = new LinkedHashMap<>();

    Tried(Mode mode) {
      guard = new Guard(AccessTable.authorization(mode), AuditTrail.none(), () -> 0);
      HeapBudget heap = HeapBudget.ofHeap();
      Environment environment =
          new Environment(vertx, store, Clock.system(), heap, HeapBudget.ofPushes(), guard);
      QueuesOptions options =
          new QueuesOptions().setDeletedNameSeconds(0).setPurgeIntervalSeconds(0);
      queues = await(Queues.open(environment, options));
      await(queues.createQueue(new CreateQueue("q", Map.of(), Map.of("tag", "value"))));
    }

    /** Lets everybody try everything. */
    Tried all() {
      for (String policy : AccessTable.policyNames()) {
        setPolicy("q", AccessTable.policy(policy));
        AccessTable.callers()
            .forEach(
                (who, caller) ->
                    PROBES.forEach(
                        probe ->
                            answers.put(key(policy, who, probe), answer(policy, caller, probe))));
      }
      setPolicy("q", "");
      return this;
    }

    private String answer(String policy, Caller caller, Probe probe) {
      boolean deletes = probe.action().equals("DeleteQueue");
      if (deletes) {
        await(queues.createQueue(new CreateQueue(DOOMED)));
        setPolicy(DOOMED, AccessTable.policy(policy));
      }
      String answer = answer(() -> probe.request().apply(queues.as(caller), URL));
      if (deletes) {
        String there = answer(() -> queues.deleteQueue(new DeleteQueue(DOOMED)));
        assertEquals(answer.isEmpty(), there.startsWith("QUEUE_DOES_NOT_EXIST"), answer);
      }
      return answer;
    }

    private static String answer(Supplier<Future<?>> asked) {
      try {
        await(asked.get());
        return "";
      } catch (BrokerException refusal) {
        return refusal.code() + ": " + refusal.sentence();
      }
    }

    private void setPolicy(String queue, String policy) {
      await(queues.setQueueAttributes(new SetQueueAttributes(queue, Map.of("Policy", policy))));
    }

    /** All that can be seen of the queues, but for when they were changed last. */
    String state() {
      Map<String, String> attributes =
          new TreeMap<>(
              await(queues.getQueueAttributes(new GetQueueAttributes("q", List.of("All"))))
                  .attributes());
      attributes.remove("LastModifiedTimestamp");
      return attributes
          + " "
          + await(queues.listQueueTags(new ListQueueTags("q")))
          + await(queues.listQueues(new ListQueues()));
    }

    @Override
    public void close() {
      await(queues.close());
    }
  }

  private static String key(String policy, String who, Probe probe) {
    return String.join(" ", policy, who, probe.action(), "" + PROBES.indexOf(probe));
  }

  /** Each cell of the table, with what it says of it. */
  private static Map<String, String> expected() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String policy : AccessTable.policyNames()) {
      AccessTable.callers()
          .forEach(
              (who, caller) -> {
                for (Probe probe : PROBES) {
                  all.put(key(policy, who, probe), expected(policy, who, caller, probe));
                }
              });
    }
    return all;
  }

  private static String expected(String policy, String who, Caller caller, Probe probe) {
    Outcome outcome = AccessTable.outcome(who, probe.kind(), probe.repair(), policy);
    if (outcome == Outcome.ALLOWED) {
      return "";
    }
    boolean stranger = !caller.account().equals(AccessTable.OWNER);
    return probe.action().equals("GetQueueUrl") && stranger
        ? "QUEUE_DOES_NOT_EXIST: The specified queue does not exist or you do not have access to"
            + " it."
        : "ACCESS_DENIED: "
            + outcome.sentence(AccessTable.named(who), probe.right(), probe.resource(caller));
  }

  @Test
  void everybodyGetsWhatIsTheirs() {
    try (Tried tried = new Tried(Mode.ENFORCE)) {
      String before = tried.state();
      Map<String, String> expected = expected();
      tried.all();
      assertEquals(
          List.of(), AccessTable.wrong(expected, tried.answers, QueueRightsTest::isDenial));
      assertTrue(expected.size() > 2_000, "cells: " + expected.size());
      assertEquals(before, tried.state());
    }
  }

  private static boolean isDenial(String answer) {
    return answer.startsWith("ACCESS_DENIED") || answer.contains("do not have access");
  }

  /** Until access control is enforced all goes on as without, and what would end is counted. */
  @Test
  void auditingChangesNothingAndCountsWhatWouldBeRefused() {
    Map<String, String> off = new LinkedHashMap<>();
    try (Tried tried = new Tried(Mode.OFF).all()) {
      off.putAll(tried.answers);
      assertEquals(Map.of(), tried.guard.wouldDeny());
    }
    try (Tried audit = new Tried(Mode.AUDIT).all()) {
      off.forEach((key, answer) -> assertEquals(answer, audit.answers.get(key), key));
      Map<String, Long> wouldDeny = new HashMap<>();
      audit.guard.wouldDeny().forEach((right, count) -> wouldDeny.put(right.action(), count));
      Map<String, Long> counted = new HashMap<>();
      expected()
          .forEach(
              (key, refusal) -> {
                boolean goesOn = !isDenial(String.valueOf(off.get(key)));
                if (!refusal.isEmpty() && goesOn) {
                  counted.merge(key.split(" ", -1)[2], 1L, Long::sum);
                }
              });
      // A move wants several rights, each of which is counted.
      Set<String> ofMoves = Set.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");
      wouldDeny.keySet().removeAll(ofMoves);
      counted.keySet().removeAll(ofMoves);
      assertEquals(counted, wouldDeny);
    }
  }

  /** What is not tried is not known to be guarded. */
  @Test
  void everyRightIsTried() {
    assertEquals(
        Stream.of(QueueAction.values()).map(QueueAction::action).collect(Collectors.toSet()),
        PROBES.stream().map(Probe::action).collect(Collectors.toSet()));
    assertEquals(23, EnumSet.allOf(QueueAction.class).size());
  }

  private static String arn(String account, String name) {
    return "arn:aws:sqs:us-east-1:" + account + ":" + name;
  }
}
