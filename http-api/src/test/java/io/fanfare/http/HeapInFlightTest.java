package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.heap.HeapBudget.Use.REQUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.topics.model.Publish;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests and answers may take of the heap, and what happens if it is not there. */
class HeapInFlightTest extends HttpApiFixture {

  private static final String LARGE = SEND.replace("\"b\"", "\"" + "b".repeat(1_000_000) + "\"");

  private RawClient connect() throws IOException {
    return new RawClient(api.port());
  }

  private static void sendHead(RawClient raw, String action, long length) throws IOException {
    raw.sendLines(
        "POST / HTTP/1.1",
        "Host: localhost",
        "X-Amz-Target: AmazonSQS." + action,
        "Content-Length: " + length,
        "");
  }

  private HeapBudget.Lease allForLargeRequests() {
    HeapBudget.Lease lease = heap.lease();
    assertTrue(lease.tryGrow(REQUEST, heap.most(REQUEST)));
    return lease;
  }

  @ParameterizedTest
  @CsvSource({
    "DeleteMessage, 65537",
    "ReceiveMessage, 65537",
    "NoSuchAction, 65537",
    "SetQueueAttributes, 1048577",
    "SendMessage, 15728640",
    "SendMessageBatch, 15728640",
  })
  void aBodyIsNoLongerThanItsActionCanNeed(String action, long length) throws IOException {
    try (RawClient raw = connect()) {
      sendHead(raw, action, length);
      assertEquals(413, raw.receive().status());
    }
  }

  @Test
  void aFormMayBeAsLongAsTheActionInItCanNeed() throws IOException {
    fakes.on(Publish.class, call -> Future.succeededFuture(new Publish.Result("id", null)));
    String form = "Version=2010-03-31&Action=%s&TopicArn=t&Message=" + "m".repeat(200_000);
    assertEquals(200, form(form.formatted("Publish")).status());
    assertEquals(413, form(form.formatted("ListTopics")).status());
    assertEquals(413, form("Message=" + "m".repeat(200_000) + "&Action=Publish").status());
  }

  @Test
  void whatIsLargeIsReadAwayFromTheEventLoops() throws IOException {
    List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();
    fakes.on(
        Publish.class,
        call -> {
          onEventLoop.add(Context.isOnEventLoopThread());
          return Future.succeededFuture(new Publish.Result("id", null));
        });
    String form = "Version=2010-03-31&Action=Publish&TopicArn=t&Message=" + "m".repeat(200_000);
    assertEquals(200, form(form).status());
    assertEquals(200, form(form.substring(0, 1_000)).status());
    assertEquals(List.of(false, true), onEventLoop);
  }

  @Test
  void manyLargeRequestsAtOnceAreAllAnswered() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawClient raw = connect();
      sendHead(raw, "SendMessage", LARGE.length());
      raw.send(LARGE);
      clients.add(raw);
    }
    for (RawClient raw : clients) {
      assertEquals(200, raw.receive().status());
      raw.close();
    }
    Awaitility.await().until(() -> heap.used() == 0);
  }

  private RawClient.Answer form(String form) throws IOException {
    try (RawClient raw = connect()) {
      raw.sendLines(
          "POST / HTTP/1.1",
          "Host: localhost",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: " + form.length(),
          "");
      raw.send(form);
      return raw.receive();
    }
  }

  @Test
  void aLargeRequestWaitsForItsTurnAndSmallOnesDoNot() throws IOException {
    HeapBudget.Lease others = allForLargeRequests();
    try (RawClient raw = connect()) {
      sendHead(raw, "SendMessage", LARGE.length());
      raw.send(LARGE);
      Awaitility.await().until(() -> heap.waiting() == 1);
      assertEquals(200, json("SendMessage", SEND).statusCode());
      others.close();
      assertEquals(200, raw.receive().status());
    }
    Awaitility.await().until(() -> heap.used() == 0);
  }

  @Test
  void aLargeRequestWhoseTurnDoesNotComeIsToComeBackLater() throws IOException {
    await(api.close());
    api = open(new HttpApiOptions().setAdmissionTimeoutSeconds(1));
    HeapBudget.Lease others = allForLargeRequests();
    try (RawClient raw = connect()) {
      sendHead(raw, "SendMessage", LARGE.length());
      raw.send(LARGE.substring(0, 1_000));
      RawClient.Answer answer = raw.receive();
      assertEquals(503, answer.status());
      assertTrue(answer.body().contains("RequestThrottled"), answer.body());
      assertTrue(answer.head().contains("x-amz-retry-after: 1000"), answer.head());
      assertTrue(answer.head().contains("connection: close"), answer.head());
    }
    others.close();
    Awaitility.await().until(() -> heap.used() == 0 && heap.waiting() == 0);
  }

  @Test
  void whoAnnouncesMuchAndSendsNothingTakesNothing() throws IOException {
    try (RawClient raw = connect()) {
      sendHead(raw, "SendMessage", 6_000_000);
      assertEquals(200, json("SendMessage", SEND).statusCode());
      Awaitility.await().until(() -> heap.used() == 0);
      assertTrue(heap.mostUsed() < 10_000);
    }
  }

  @Test
  void whoLeavesTheLineKeepsNobodyWaiting() throws IOException {
    HeapBudget.Lease others = allForLargeRequests();
    try (RawClient raw = connect()) {
      sendHead(raw, "SendMessage", LARGE.length());
      raw.send("{");
      Awaitility.await().until(() -> heap.waiting() == 1);
    }
    others.close();
    Awaitility.await().until(() -> heap.used() == 0 && heap.waiting() == 0);
  }

  @Test
  void whoSendsTooSlowlyLosesItsPlaceToThoseWhoWait() throws IOException {
    try (RawClient slow = connect();
        RawClient next = connect()) {
      sendHead(slow, "SendMessage", 6_000_000);
      slow.send("{");
      Awaitility.await().until(() -> heap.used() == heap.most(REQUEST));
      sendHead(next, "SendMessage", LARGE.length());
      next.send(LARGE);
      assertEquals(503, slow.receive().status());
      assertEquals(200, next.receive().status());
    }
  }

  @Test
  void aLargeAnswerIsWholeAndChargedUntilItIsRead() throws IOException {
    String url = "u".repeat(20_000_000);
    fakes.on(GetQueueUrl.class, call -> Future.succeededFuture(new GetQueueUrl.Result(url)));
    try (RawClient raw = connect()) {
      sendHead(raw, "GetQueueUrl", 17);
      raw.send("{\"QueueName\":\"q\"}");
      Awaitility.await().until(() -> heap.mostUsed() >= url.length());
      assertTrue(heap.used() > 0);
      assertEquals("{\"QueueUrl\":\"" + url + "\"}", raw.receive().body());
      Awaitility.await().until(() -> heap.used() == 0);
      sendHead(raw, "GetQueueUrl", 17);
      raw.send("{\"QueueName\":\"q\"}");
      Awaitility.await().until(() -> heap.used() > 0);
    }
    Awaitility.await().until(() -> heap.used() == 0);
  }

  @Test
  void whatIsTooLongForItsActionIsCounted() throws IOException {
    try (RawClient raw = connect()) {
      sendHead(raw, "DeleteMessage", 100_000);
      assertEquals(413, raw.receive().status());
    }
    assertEquals(1, api.statistics().refusals().get(Limit.BODY));
  }

  @Test
  void whoeverIsOneOfManyWithTooLongABodyIsToldToo() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        clients.add(connect());
        sendHead(clients.get(i), "DeleteMessage", 100_000);
      }
      for (RawClient client : clients) {
        assertEquals(413, client.receive().status());
      }
      assertEquals(150, api.statistics().refusals().get(Limit.BODY));
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }
}
