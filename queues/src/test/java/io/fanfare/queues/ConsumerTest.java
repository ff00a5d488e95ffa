package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer is given, when, and what becomes of it. */
@Timeout(60)
class ConsumerTest {

  private static final Duration SOON = Duration.ofMillis(300);

  private final Vertx vertx = Vertx.vertx();
  private final LiveQueues live = LiveQueues.inMemory(vertx);
  private final List<Lease> given = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    live.close();
    await(vertx.close());
  }

  @Test
  void aMessageComesWithAllThatIsKnownOfItAndIsGoneWhenItIsDeleted() {
    live.create("q", Map.of());
    consume("q", hasty());
    Map<String, MessageAttribute> attributes =
        Map.of("color", MessageAttribute.ofText("String", "red"));
    String id =
        await(
                live.queues()
                    .sendMessage(
                        new SendMessage("q", "hello", null, attributes, Map.of(), null, "team")))
            .messageId();
    Lease lease = awaitGiven(1).get(0);
    assertEquals(id, lease.messageId());
    assertEquals("hello", lease.body());
    assertEquals(attributes, lease.attributes());
    assertEquals(1, lease.receiveCount());
    assertEquals("team", lease.messageGroupId());
    assertNull(lease.sequenceNumber());
    assertEquals("1", lease.systemAttributes().get("ApproximateReceiveCount"));
    assertEquals(Long.toString(lease.sentAt()), lease.systemAttributes().get("SentTimestamp"));
    assertEquals(1, live.inFlight("q"));
    await(lease.delete());
    assertEquals(0, live.inFlight("q") + live.visible("q"));
    await(lease.delete());
    QueueStatistics counted = live.queues().statistics().get(0);
    assertEquals(1, counted.received());
    assertEquals(1, counted.deleted());
  }

  @Test
  void aSlowHandlerIsGivenNoMoreThanItMayHaveInHand() {
    live.create("q", Map.of());
    send("q", 10);
    consume("q", hasty().setConcurrency(3));
    awaitGiven(3);
    assertStaysAt(3);
    assertEquals(3, live.inFlight("q"));
    assertEquals(7, live.visible("q"));
    await(given.get(0).delete());
    await(given.get(1).release(Duration.ofHours(1)));
    awaitGiven(5);
    assertStaysAt(5);
  }

  @Test
  void aPausedStreamTakesOnlyWhatIsFetched() {
    live.create("q", Map.of());
    send("q", 10);
    QueueConsumer consumer = live.consumer("q", hasty()).pause();
    consumer.handler(given::add);
    assertStaysAt(0);
    assertEquals(10, live.visible("q"));
    consumer.fetch(2);
    awaitGiven(2);
    assertStaysAt(2);
    assertEquals(8, live.visible("q"));
    consumer.resume();
    awaitGiven(10);
    assertThrows(IllegalArgumentException.class, () -> consumer.fetch(-1));
  }

  @Test
  void aStreamThatIsPausedWhileItWaitsLeavesTheMessageToOthers() {
    live.create("q", Map.of());
    QueueConsumer consumer = consume("q", hasty());
    await().until(() -> live.queues().totals().waiting() == 1);
    consumer.pause();
    await().until(() -> live.queues().totals().waiting() == 0);
    live.send("q", "m");
    assertStaysAt(0);
    assertEquals(1, live.visible("q"));
    consumer.fetch(1);
    awaitGiven(1);
  }

  @Test
  void aStreamWithoutAHandlerTakesNothing() {
    live.create("q", Map.of());
    live.send("q", "m");
    QueueConsumer consumer = live.consumer("q", hasty());
    consumer.fetch(1);
    assertStaysAt(0);
    assertEquals(1, live.visible("q"));
    assertFalse(consumer.close().isComplete() && !given.isEmpty());
  }

  @Test
  void theNextMessageOfAGroupComesWhenTheOneBeforeIsSettled() {
    live.createFifo("q.fifo");
    for (String body : List.of("a1", "a2", "a3", "b1", "b2")) {
      live.send("q.fifo", body, body.substring(0, 1));
    }
    consume("q.fifo", hasty());
    awaitGiven(2);
    assertStaysAt(2);
    assertEquals(List.of("a1", "b1"), bodies());
    assertNotNull(given.get(0).sequenceNumber());
    await(given.get(1).delete());
    awaitGiven(3);
    assertEquals("b2", given.get(2).body());
    await(given.get(0).release(Duration.ZERO));
    awaitGiven(4);
    assertEquals("a1", given.get(3).body());
    assertEquals(2, given.get(3).receiveCount());
    await(given.get(3).delete());
    awaitGiven(5);
    assertEquals("a2", given.get(4).body());
    assertEquals(1, given.get(4).receiveCount());
  }

  @Test
  void manyGroupsEachKeepTheirOrder() {
    live.createFifo("q.fifo");
    for (int i = 0; i < 200; i++) {
      live.send("q.fifo", i % 7 + "-" + i, "g" + i % 7);
    }
    List<String> handled = new CopyOnWriteArrayList<>();
    live.consumer("q.fifo", hasty().setConcurrency(5))
        .handler(
            lease -> {
              if (lease.receiveCount() == 1 && lease.body().endsWith("3")) {
                lease.release(Duration.ZERO);
              } else {
                handled.add(lease.body());
                vertx.setTimer(1, late -> lease.delete());
              }
            });
    await().until(() -> handled.size() == 200);
    for (int group = 0; group < 7; group++) {
      int number = group;
      assertEquals(
          IntStream.range(0, 200).filter(i -> i % 7 == number).mapToObj(i -> i).toList(),
          handled.stream()
              .filter(body -> body.startsWith(number + "-"))
              .map(body -> Integer.valueOf(body.substring(2)))
              .toList());
    }
  }

  @Test
  void aMessageStaysHiddenWhileItIsInHand() {
    live.create("q", Map.of("VisibilityTimeout", "1"));
    live.send("q", "m");
    consume("q", hasty().setConcurrency(2));
    awaitGiven(1);
    await().during(Duration.ofMillis(2_500)).until(() -> given.size() == 1);
    assertEquals(1, live.inFlight("q"));
    await(given.get(0).delete());
    assertEquals(0, live.inFlight("q") + live.visible("q"));
  }

  @Test
  void aMessageComesAgainWhenTheTimeOfItsLeaseIsOver() {
    live.create("q", Map.of());
    live.send("q", "m");
    consume("q", hasty().setConcurrency(1).setTotalVisibilitySeconds(1));
    awaitGiven(2);
    assertEquals(2, given.get(1).receiveCount());
    await(given.get(0).release(Duration.ofHours(1)));
    await(given.get(1).delete());
    assertEquals(0, live.inFlight("q") + live.visible("q"));
  }

  @Test
  void aReleasedMessageComesAgainAfterItsDelay() {
    live.create("q", Map.of());
    live.send("q", "m");
    consume("q", hasty());
    Lease lease = awaitGiven(1).get(0);
    assertRefused(CommonError.INVALID_PARAMETER_VALUE, lease.release(Duration.ofSeconds(43_201)));
    assertRefused(CommonError.INVALID_PARAMETER_VALUE, lease.release(Duration.ofSeconds(-1)));
    long released = System.nanoTime();
    await(lease.release(Duration.ofMillis(1)));
    awaitGiven(2);
    assertTrue(System.nanoTime() - released >= 900_000_000L);
    assertEquals(2, given.get(1).receiveCount());
  }

  @Test
  void aMessageWhoseHandlerThrowsComesAgainAfterItsVisibilityTimeout() {
    live.create("q", Map.of("VisibilityTimeout", "1"));
    live.send("q", "m");
    List<Throwable> heard = new CopyOnWriteArrayList<>();
    vertx.runOnContext(
        begun -> {
          vertx.getOrCreateContext().exceptionHandler(heard::add);
          live.consumer("q", hasty().setConcurrency(1))
              .handler(
                  lease -> {
                    given.add(lease);
                    if (given.size() == 1) {
                      throw new IllegalStateException("planted");
                    }
                  });
        });
    awaitGiven(2);
    assertEquals(2, given.get(1).receiveCount());
    assertEquals("planted", heard.get(0).getMessage());
  }

  private QueueConsumer consume(String queue, ConsumerOptions options) {
    return live.consumer(queue, options).handler(given::add);
  }

  private void send(String queue, int messages) {
    IntStream.range(0, messages).forEach(i -> live.send(queue, "m" + i));
  }

  private List<Lease> awaitGiven(int count) {
    await().until(() -> given.size() >= count);
    assertEquals(count, given.size());
    return given;
  }

  private void assertStaysAt(int count) {
    await().during(SOON).until(() -> given.size() == count);
  }

  private List<String> bodies() {
    List<String> bodies = new ArrayList<>(given.stream().map(Lease::body).toList());
    bodies.sort(null);
    return bodies;
  }

  /** Options of who does not wait at the end of a test. */
  private static ConsumerOptions hasty() {
    return new ConsumerOptions().setCloseSeconds(0);
  }
}
