package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.FunctionServer.Event;
import io.fanfare.functions.FunctionServer.Reply;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What functions are invoked with, and what becomes of the messages then. */
class BatchesTest extends FunctionsFixture {

  @Test
  void aMessageThatWasHandedOnIsDeleted() {
    FunctionServer server = server();
    start(server.named("f"));
    queue("q", Map.of());
    map("q", "f:live");
    await(
        queues()
            .sendMessage(
                new SendMessage(
                    "q",
                    "{\"a\":1}",
                    null,
                    Map.of("Kind", MessageAttribute.string("x")),
                    Map.of(),
                    null,
                    null)));
    Event event = server.next();
    assertEquals("/f?Qualifier=live", event.path());
    assertEquals("RequestResponse", event.type());
    JsonObject record = event.records().get(0);
    assertEquals("{\"a\":1}", record.getString("body"));
    assertEquals(PREFIX + "q", record.getString("eventSourceARN"));
    assertEquals(
        "x",
        record.getJsonObject("messageAttributes").getJsonObject("Kind").getString("stringValue"));
    assertEquals(
        Set.of(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp"),
        record.getJsonObject("attributes").fieldNames());
    await().until(() -> messages("q") == 0);
  }

  @Test
  void whatFailedComesBackWhenItsVisibilityTimeoutEndsAndIsGivenUpAsFromAnyConsumer() {
    FunctionServer server = server().answering(Reply.thrown());
    start(server.named("f"));
    queueWithDeadLetters("q", 2);
    map("q", "f");
    send("q", "bad");
    JsonObject first = server.next().records().get(0);
    JsonObject second = server.next().records().get(0);
    assertEquals(first.getString("messageId"), second.getString("messageId"));
    assertNotEquals(first.getString("receiptHandle"), second.getString("receiptHandle"));
    assertEquals("2", second.getJsonObject("attributes").getString("ApproximateReceiveCount"));
    assertEquals(first.getString("messageId"), receive("dead").messageId());
    assertTrue(server.isQuiet());
  }

  @Test
  void whatAFunctionReportsComesBackAndTheRestDoesNot() {
    FunctionServer server = server();
    start(server.named("f"));
    queueWithDeadLetters("q", 2);
    send("q", "good", "bad");
    server.answering(
        event ->
            Future.succeededFuture(
                Reply.failed(
                    event.records().stream()
                        .filter(record -> record.getString("body").equals("bad"))
                        .map(record -> record.getString("messageId"))
                        .toList())));
    create(new MappingRequest("q", "f").reportingFailures());
    assertEquals("bad", receive("dead").body());
    await().until(() -> messages("q") == 0);
    assertEquals(1, messages("dead"));
  }

  @Test
  void aReportThatTellsNothingLeavesAll() {
    FunctionServer server =
        server().answering(Reply.of("{\"batchItemFailures\":[{\"foo\":\"notvalid\"}]}"));
    start(server.named("f"));
    queueWithDeadLetters("q", 1);
    send("q", "good", "bad");
    create(new MappingRequest("q", "f").reportingFailures());
    assertEquals(
        List.of("bad", "good"),
        Stream.generate(() -> receive("dead").body()).limit(2).sorted().toList());
  }

  @Test
  void whoReportsAndThrowsHasFailedForAll() {
    FunctionServer server = server().answering(new Reply(200, "Unhandled", "{}"));
    start(server.named("f"));
    queueWithDeadLetters("q", 1);
    send("q", "good", "bad");
    create(new MappingRequest("q", "f").reportingFailures());
    assertEquals(
        List.of("bad", "good"),
        Stream.generate(() -> receive("dead").body()).limit(2).sorted().toList());
  }

  @Test
  void aFunctionThatIsBusyIsAskedAgainWithTheSameBatch() {
    AtomicInteger busy = new AtomicInteger(2);
    FunctionServer server = server();
    server.answering(
        event ->
            Future.succeededFuture(
                busy.getAndDecrement() > 0 ? new Reply(429, "", "{}") : Reply.of("null")));
    Functions functions = start(server.named("f"));
    queue("q", Map.of("VisibilityTimeout", "30"));
    map("q", "f");
    send("q", "m");
    Event first = server.next();
    assertEquals(first.json(), server.next().json());
    assertEquals(first.json(), server.next().json());
    await().until(() -> messages("q") == 0);
    assertEquals(2, functions.statistics().throttled());
    assertEquals(1, functions.statistics().succeeded());
  }

  @Test
  void whatNoFilterWantsIsDeletedUnseen() {
    FunctionServer server = server();
    Functions functions = start(server.named("f"));
    queue("q", Map.of());
    send("q", "{\"k\":1}", "text", "{\"k\":2}");
    create(new MappingRequest("q", "f").atOnce(2).filter("{\"body\":{\"k\":[2]}}"));
    assertEquals(List.of("{\"k\":2}"), server.next().bodies());
    await().until(() -> messages("q") == 0);
    assertTrue(server.isQuiet());
    assertEquals(new FunctionStatistics.Messages(1, 0, 2), functions.statistics().messages());
  }

  @Test
  void aWindowGathersABatchFromSeveralReceives() {
    FunctionServer server = server();
    start(server.named("f"));
    queue("q", Map.of());
    send("q", IntStream.range(0, 15).mapToObj(i -> "m" + i).toArray(String[]::new));
    create(new MappingRequest("q", "f").batches(15, 10));
    Event event = server.next();
    assertEquals(15, event.bodies().stream().collect(toSet()).size());
    assertTrue(event.records().get(0).containsKey("md5OfMessageAttributes"));
  }

  @Test
  void aWindowEndsThoughTheBatchIsNotFull() {
    FunctionServer server = server();
    start(server.named("f"));
    queue("q", Map.of());
    create(new MappingRequest("q", "f").batches(15, 1));
    send("q", "m");
    assertEquals(List.of("m"), server.next().bodies());
    await().until(() -> messages("q") == 0);
  }

  @Test
  void aFifoQueueKeepsTheOrderThoughPartOfABatchFails() {
    FunctionServer server = server();
    start(server.named("f"));
    queueWithDeadLetters("q.fifo", 2);
    sendOrdered("q.fifo", "g", "m1", "m2", "m3", "m4");
    AtomicInteger events = new AtomicInteger();
    server.answering(
        event -> {
          List<String> ids = event.ids();
          int failing = events.incrementAndGet() == 1 ? 1 : ids.size() - 1;
          return Future.succeededFuture(Reply.failed(ids.subList(failing, ids.size())));
        });
    create(new MappingRequest("q.fifo", "f").reportingFailures());
    assertEquals(List.of("m1", "m2", "m3", "m4"), server.next().bodies());
    Event second = server.next();
    assertEquals(List.of("m2", "m3", "m4"), second.bodies());
    assertEquals(List.of("2", "2", "2"), second.counts().toList());
    assertEquals("m4", receive("dead.fifo").body());
    assertTrue(server.isQuiet());
  }

  @Test
  void aMessageGroupIsInOneInvocationAtATime() {
    FunctionServer server = server();
    start(server.named("f", ",concurrency=10"));
    queue("q.fifo", Map.of("FifoQueue", "true"));
    String[] bodies = {"m1", "m2", "m3", "m4", "m5"};
    sendOrdered("q.fifo", "g", bodies);
    create(new MappingRequest("q.fifo", "f").batches(1, 0));
    for (String body : bodies) {
      assertEquals(List.of(body), server.next().bodies());
    }
    await().until(() -> messages("q.fifo") == 0);
    assertEquals(1, server.mostUnderWay());
  }

  @Test
  void aFunctionIsInvokedAsOftenAtOnceAsItTakes() {
    FunctionServer server = server();
    server.answering(event -> vertx.timer(20, TimeUnit.MILLISECONDS).map(Reply.of("")));
    start(server.named("f", ",concurrency=3"));
    for (String queue : List.of("q1", "q2")) {
      queue(queue, Map.of());
      send(queue, IntStream.range(0, 30).mapToObj(i -> "m" + i).toArray(String[]::new));
      create(new MappingRequest(queue, "f").batches(1, 0));
    }
    await().until(() -> messages("q1") + messages("q2") == 0);
    assertEquals(3, server.mostUnderWay());
  }

  @Test
  void aFunctionThatHangsHoldsNobodyElse() {
    FunctionServer hanging = server().hanging();
    FunctionServer server = server();
    start(hanging.named("hangs"), server.named("f"));
    queueWithDeadLetters("hung", 1);
    queue("q", Map.of());
    map("hung", "hangs");
    map("q", "f");
    send("hung", "m");
    hanging.next();
    send("q", "m");
    assertEquals(List.of("m"), server.next().bodies());
    assertEquals("m", receive("dead").body());
  }

  @Test
  void whatIsHiddenNoLongerWhenItIsItsTurnIsLeft() {
    FunctionServer server = server();
    server.answering(
        event ->
            event.bodies().contains("hangs")
                ? Future.future(never -> {})
                : Future.succeededFuture(Reply.of("null")));
    start(server.named("f"));
    queue("q1", Map.of());
    queueWithDeadLetters("q2", 10);
    map("q1", "f");
    send("q1", "hangs");
    server.next();
    map("q2", "f");
    send("q2", "m");
    assertEquals(List.of("2"), server.next().counts().toList());
  }

  @Test
  void aTraceHeaderThatIsNoneIsNotPassedOn() {
    FunctionServer server = server();
    start(server.named("f"));
    queue("q", Map.of());
    map("q", "f");
    MessageAttribute trace = MessageAttribute.string("Root=1\r\nX-Other: 1");
    await(
        queues()
            .sendMessage(
                new SendMessage(
                    "q", "m", null, Map.of(), Map.of("AWSTraceHeader", trace), null, null)));
    assertEquals(List.of("m"), server.next().bodies());
  }

  @Test
  void aFunctionThatIsNowhereFailsLikeOthers() {
    start("f=http://127.0.0.1:1/,timeout=1");
    queueWithDeadLetters("q", 1);
    map("q", "f");
    send("q", "m");
    assertEquals("m", receive("dead").body());
  }
}
