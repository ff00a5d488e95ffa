package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertMissing;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Attributes;
import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Move tasks bring dead letters back to where they came from, or elsewhere. */
@OnEveryBroker
final class MoveTasksTest {

  private static final String NO_SOURCE =
      "The resource that you specified for the SourceArn parameter doesn't exist.";
  private static final String NO_DESTINATION =
      "The resource that you specified for the DestinationArn parameter doesn't exist.";

  private final Tenant tenant;
  private final String dead;
  private final String orders;

  MoveTasksTest(Tenant tenant) {
    this.tenant = tenant;
    dead = tenant.queue();
    orders = sourceOf(dead);
  }

  @Test
  void eachMessageReturnsToTheQueueThatGaveItUp() {
    String invoices = sourceOf(dead);
    giveUp(orders, "order 1", "order 2");
    giveUp(invoices, "invoice 1", "invoice 2");
    await().until(() -> tenant.counts(dead).equals("4+0+0"));
    start(null, null);
    ListMessageMoveTasksResultEntry task = awaitEnd();
    assertEquals("COMPLETED", task.status());
    assertEquals(4, task.approximateNumberOfMessagesMoved());
    assertEquals("0+0+0", tenant.counts(dead));
    assertEquals(List.of("order 1", "order 2"), tenant.receiveBodies(orders));
    assertEquals(List.of("invoice 1", "invoice 2"), tenant.receiveBodies(invoices));
  }

  @Test
  void aMovedMessageIsANewOneWithTheSameContent() {
    tenant.sqs.sendMessage(
        s ->
            s.queueUrl(orders)
                .messageBody("poison")
                .messageAttributes(Map.of("k", Attributes.string("x"))));
    Message before = tenant.receiveOne(orders);
    tenant.sqs.changeMessageVisibility(
        c -> c.queueUrl(orders).receiptHandle(before.receiptHandle()).visibilityTimeout(0));
    assertEquals(List.of(), tenant.receive(orders));
    await().until(() -> tenant.counts(dead).equals("1+0+0"));
    start(null, null);
    Message after = tenant.awaitOne(orders);
    assertEquals("poison", after.body());
    assertEquals(before.messageAttributes(), after.messageAttributes());
    assertNotEquals(before.messageId(), after.messageId());
    Map<String, String> attributes = after.attributesAsStrings();
    assertEquals("1", attributes.get("ApproximateReceiveCount"));
    assertFalse(attributes.containsKey("DeadLetterQueueSourceArn"));
    assertTrue(
        Long.parseLong(attributes.get("SentTimestamp"))
            > Long.parseLong(before.attributesAsStrings().get("SentTimestamp")));
  }

  @Test
  void aFifoQueueKeepsTheOrderOfItsGroups() {
    String deadFifo = fifo(Map.of());
    String policy = policy(deadFifo);
    String ordersFifo = fifo(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
    for (String body : List.of("a1", "b1", "a2", "b2", "a3")) {
      tenant.sqs.sendMessage(
          s ->
              s.queueUrl(ordersFifo)
                  .messageBody(body)
                  .messageGroupId(body.substring(0, 1))
                  .messageDeduplicationId(body));
    }
    tenant.sqs.receiveMessage(
        r -> r.queueUrl(ordersFifo).maxNumberOfMessages(10).visibilityTimeout(0));
    await()
        .until(
            () -> tenant.receive(ordersFifo).isEmpty() && tenant.counts(deadFifo).equals("5+0+0"));
    tenant.sqs.startMessageMoveTask(s -> s.sourceArn(tenant.arnOf(deadFifo)));
    await().until(() -> tenant.counts(ordersFifo).equals("5+0+0"));
    List<String> bodies = tenant.receiveBodies(ordersFifo);
    assertEquals(5, bodies.size());
    assertEquals(
        List.of("a1", "a2", "a3"), bodies.stream().filter(b -> b.startsWith("a")).toList());
    assertEquals(List.of("b1", "b2"), bodies.stream().filter(b -> b.startsWith("b")).toList());
    assertInvalid(
        "The source queue and destination queue must be of the same queue type.",
        () ->
            tenant.sqs.startMessageMoveTask(
                s -> s.sourceArn(tenant.arnOf(dead)).destinationArn(tenant.arnOf(ordersFifo))));
  }

  @Test
  void aDestinationTakesAllMessages() {
    String there = tenant.queue();
    giveUp(orders, "given up");
    await().until(() -> tenant.counts(dead).equals("1+0+0"));
    tenant.send(dead, "sent here");
    start(there, 500);
    ListMessageMoveTasksResultEntry task = awaitEnd();
    assertEquals("COMPLETED", task.status());
    assertEquals(tenant.arnOf(there), task.destinationArn());
    assertEquals(500, task.maxNumberOfMessagesPerSecond());
    assertEquals(List.of("given up", "sent here"), tenant.receiveBodies(there));
    assertEquals("0+0+0", tenant.counts(orders));
  }

  @Test
  void aTaskRunsAtItsRateUntilItIsCancelled() {
    String there = tenant.queue();
    for (int i = 0; i < 10; i++) {
      sendTen(dead);
    }
    String handle = start(there, 1);
    ListMessageMoveTasksResultEntry running = list(1).get(0);
    assertEquals("RUNNING", running.status());
    assertEquals(handle, running.taskHandle());
    assertEquals(tenant.arnOf(dead), running.sourceArn());
    assertEquals(100, running.approximateNumberOfMessagesToMove());
    assertNull(running.failureReason());
    await().until(() -> list(1).get(0).approximateNumberOfMessagesMoved() > 0);
    long moved =
        tenant
            .sqs
            .cancelMessageMoveTask(c -> c.taskHandle(handle))
            .approximateNumberOfMessagesMoved();
    ListMessageMoveTasksResultEntry cancelled = list(1).get(0);
    assertEquals("CANCELLED", cancelled.status());
    assertNull(cancelled.taskHandle());
    assertEquals(moved, cancelled.approximateNumberOfMessagesMoved());
    assertEquals(running.startedTimestamp(), cancelled.startedTimestamp());
    assertEquals(moved + "+0+0", tenant.counts(there));
    assertEquals(100 - moved + "+0+0", tenant.counts(dead));
    assertInvalid(
        "Only active tasks can be cancelled.",
        () -> tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle(handle)));
  }

  @Test
  void aQueueHasOneActiveTask() {
    tenant.send(dead, "a", "b", "c", "d", "e");
    String there = tenant.queue();
    String handle = start(there, 1);
    assertInvalid(
        "There is already a task running. Only one active task is allowed for a source queue arn at"
            + " a given time.",
        () -> start(null, null));
    tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle(handle));
    start(there, null);
    assertEquals("COMPLETED", awaitEnd().status());
  }

  @Test
  void tasksAreListedTheNewestFirst() {
    assertEquals(List.of(), list(null));
    String there = tenant.queue();
    for (int rate = 1; rate <= 12; rate++) {
      start(there, rate);
      awaitEnd();
    }
    assertEquals(List.of(12), rates(null));
    assertEquals(List.of(12, 11, 10), rates(3));
    assertEquals(List.of(12, 11, 10, 9, 8, 7, 6, 5, 4, 3), rates(10));
  }

  @Test
  void aMessageThatNoQueueGaveUpHasNoWayBack() {
    tenant.send(dead, "sent here");
    start(null, null);
    ListMessageMoveTasksResultEntry task = awaitEnd();
    assertEquals("FAILED", task.status());
    assertEquals("CouldNotDetermineMessageSource", task.failureReason());
    assertEquals("1+0+0", tenant.counts(dead));
  }

  @Test
  void aMessageDoesNotReturnToAQueueThatIsGone() {
    String other = sourceOf(dead);
    giveUp(orders, "poison");
    await().until(() -> tenant.counts(dead).equals("1+0+0"));
    tenant.sqs.deleteQueue(d -> d.queueUrl(orders));
    start(null, null);
    ListMessageMoveTasksResultEntry task = awaitEnd();
    assertEquals("FAILED", task.status());
    assertEquals("AWS.SimpleQueueService.NonExistentQueue", task.failureReason());
    assertEquals("1+0+0", tenant.counts(dead));
    assertEquals("0+0+0", tenant.counts(other));
  }

  @Test
  void aTaskNeedsADeadLetterQueueThatIsThere() {
    assertMissing("SourceArn", () -> tenant.sqs.startMessageMoveTask(s -> s.sourceArn("")));
    assertInvalid(
        "You must use this format to specify the SourceArn:"
            + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>",
        () -> tenant.sqs.startMessageMoveTask(s -> s.sourceArn("dead")));
    assertRefused(
        "ResourceNotFoundException",
        NO_SOURCE,
        () -> tenant.sqs.startMessageMoveTask(s -> s.sourceArn(tenant.arnOf("nowhere"))));
    assertInvalid(
        "Source queue must be configured as a Dead Letter Queue.",
        () -> tenant.sqs.startMessageMoveTask(s -> s.sourceArn(tenant.arnOf(orders))));
  }

  @Test
  void aDestinationIsAnotherQueueThatIsThere() {
    assertInvalid(
        "You must use this format to specify the DestinationArn:"
            + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>",
        () ->
            tenant.sqs.startMessageMoveTask(
                s -> s.sourceArn(tenant.arnOf(dead)).destinationArn("there")));
    assertRefused("ResourceNotFoundException", NO_DESTINATION, () -> start("nowhere", null));
    assertInvalid(
        "Source queue arn and destination queue arn cannot be the same.", () -> start(dead, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 501})
  void aRateIsFromOneToFiveHundred(int rate) {
    assertInvalid(
        "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a"
            + " number that's between 1 and 500.",
        () -> start(null, rate));
  }

  @Test
  void aListNeedsAQueueAndASizeUpToTen() {
    assertInvalid(
        "Value for parameter MaxResults is invalid. Reason: You must enter a number that's between"
            + " 1 and 10.",
        () -> list(11));
    assertRefused(
        "ResourceNotFoundException",
        NO_SOURCE,
        () -> tenant.sqs.listMessageMoveTasks(l -> l.sourceArn(tenant.arnOf("nowhere"))));
  }

  @Test
  void aHandleThatNamesNoTaskIsRefused() {
    assertInvalid(
        "Value for parameter TaskHandle is invalid.",
        () -> tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle("nonsense")));
    String there = tenant.queue();
    String handle = start(there, null);
    String another = tenant.queue();
    sourceOf(another);
    tenant.sqs.deleteQueue(d -> d.queueUrl(dead));
    assertRefused(
        "ResourceNotFoundException",
        NO_SOURCE,
        () -> tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle(handle)));
    assertRefused(
        "ResourceNotFoundException",
        "Task does not exist.",
        () -> tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle(handleOf(another))));
  }

  @Test
  void aTaskOfAQueueThatIsNotThereIsMissedWhosesoeverItWouldBe() {
    for (String arn :
        List.of(
            tenant.arnOf("nowhere"),
            tenant.another().arnOf("nowhere"),
            "arn:aws:sqs:us-west-1:000000000000:nowhere",
            "arn:aws:sqs:us-east-1:nobody:nowhere",
            "nowhere")) {
      String json = "{\"taskId\":\"10f57157\",\"sourceArn\":\"" + arn + "\"}";
      String handle = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
      Refusal refusal =
          Refusal.of(() -> tenant.sqs.cancelMessageMoveTask(c -> c.taskHandle(handle)));
      assertEquals(new Refusal(404, "ResourceNotFoundException", NO_SOURCE), refusal, arn);
    }
  }

  @Test
  void theQueuesOfAnotherAccountAreNotMoved() {
    Tenant other = tenant.another();
    String arn = other.arnOf(other.queue());
    assertEquals(
        "AccessDenied",
        Refusal.of(() -> tenant.sqs.startMessageMoveTask(s -> s.sourceArn(arn))).code());
    assertEquals(
        "AccessDenied",
        Refusal.of(() -> tenant.sqs.listMessageMoveTasks(l -> l.sourceArn(arn))).code());
  }

  /** The handle of a task of {@code source} that never was. */
  private String handleOf(String source) {
    String json = "{\"taskId\":\"1\",\"sourceArn\":\"" + tenant.arnOf(source) + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  private String sourceOf(String target) {
    return tenant.queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy(target)));
  }

  private String policy(String target) {
    return "{\"deadLetterTargetArn\":\"" + tenant.arnOf(target) + "\",\"maxReceiveCount\":1}";
  }

  private String fifo(Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new HashMap<>(attributes);
    all.put(QueueAttributeName.FIFO_QUEUE, "true");
    return tenant
        .sqs
        .createQueue(c -> c.queueName(tenant.newName() + ".fifo").attributes(all))
        .queueUrl();
  }

  private void sendTen(String url) {
    tenant.sqs.sendMessageBatch(
        s ->
            s.queueUrl(url)
                .entries(
                    IntStream.range(0, 10)
                        .mapToObj(i -> Entries.toSend("e" + i, "message " + i))
                        .toList()));
  }

  /** Sends messages and receives them once too often. */
  private void giveUp(String url, String... bodies) {
    tenant.send(url, bodies);
    tenant.sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0));
    assertEquals(List.of(), tenant.receive(url));
  }

  private String start(@Nullable String destination, @Nullable Integer rate) {
    String arn = destination == null ? null : tenant.arnOf(destination);
    return tenant
        .sqs
        .startMessageMoveTask(
            s ->
                s.sourceArn(tenant.arnOf(dead))
                    .destinationArn(arn)
                    .maxNumberOfMessagesPerSecond(rate))
        .taskHandle();
  }

  private ListMessageMoveTasksResultEntry awaitEnd() {
    await().atMost(Duration.ofSeconds(30)).until(() -> !list(1).get(0).status().equals("RUNNING"));
    return list(1).get(0);
  }

  private List<ListMessageMoveTasksResultEntry> list(@Nullable Integer most) {
    return tenant
        .sqs
        .listMessageMoveTasks(l -> l.sourceArn(tenant.arnOf(dead)).maxResults(most))
        .results();
  }

  private List<Integer> rates(@Nullable Integer most) {
    return list(most).stream()
        .map(ListMessageMoveTasksResultEntry::maxNumberOfMessagesPerSecond)
        .toList();
  }
}
