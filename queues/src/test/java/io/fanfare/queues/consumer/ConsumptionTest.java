package io.fanfare.queues.consumer;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.refusal;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.EventLoop;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer does about a queue that fails, refuses and answers late. */
@Timeout(60)
class ConsumptionTest {

  private final BrokerException passes = CommonError.SERVICE_UNAVAILABLE.refuse("Later.");
  private final BrokerException stays = CommonError.ACCESS_DENIED.refuse("Never.");

  private final Vertx vertx = Vertx.vertx();
  private final List<Lease> given = new CopyOnWriteArrayList<>();
  private final List<Throwable> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final ScriptedSource source = unscripted();

  private ScriptedSource unscripted() {
    Store store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    return new ScriptedSource(
        new EventLoop(vertx, vertx.getOrCreateContext(), store, Clock.system()));
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void aReceiveThatFailsIsToldAndTriedAgainLaterAndLater() {
    source
        .receives(Future.failedFuture(passes))
        .receives(Future.failedFuture(passes))
        .receives(Future.failedFuture(new IllegalStateException("a fault")))
        .receives(Future.succeededFuture(List.of(ScriptedSource.message(1))));
    long begun = System.nanoTime();
    open(new ConsumerOptions());
    await().until(() -> given.size() == 1);
    assertTrue(System.nanoTime() - begun >= 690_000_000L, "it rests 100, 200 and 400 ms");
    assertEquals(3, heard.size());
    assertSame(passes, heard.get(0));
    assertEquals(0, ends.get());
  }

  @Test
  void aRefusalThatStaysEndsTheStream() {
    source.receives(Future.failedFuture(stays));
    QueueConsumer consumer = open(new ConsumerOptions());
    await().until(() -> ends.get() == 1);
    assertEquals(List.of(stays), heard);
    await(consumer.close());
    assertEquals(1, ends.get());
  }

  @Test
  void noMoreIsAskedForThanThereIsCreditRoomAndBatch() {
    source.receives(
        Future.succeededFuture(List.of(ScriptedSource.message(1), ScriptedSource.message(2))));
    QueueConsumer consumer = open(new ConsumerOptions().setBatch(4).setConcurrency(5));
    await().until(() -> source.asked().equals(List.of(4, 3)));
    consumer.pause().fetch(2);
    await().until(() -> source.asked().equals(List.of(4, 3, 2)));
    await(given.get(0).delete());
    consumer.pause();
    await().during(Duration.ofMillis(200)).until(() -> source.asked().size() == 3);
  }

  @Test
  void whatCouldNotBeHiddenAnewIsTriedAgain() {
    source
        .receives(Future.succeededFuture(List.of(ScriptedSource.message(1))))
        .hides(Future.failedFuture(passes));
    open(new ConsumerOptions().setVisibilitySeconds(1));
    await().until(() -> source.hidden().size() == 3);
    assertEquals(List.of(1, 1, 1), source.hidden());
    assertEquals(0, ends.get());
  }

  @Test
  void aQueueThatIsGoneWhenAMessageIsToBeHiddenAnewEndsTheStream() {
    source
        .receives(Future.succeededFuture(List.of(ScriptedSource.message(1))))
        .hides(Future.failedFuture(stays));
    open(new ConsumerOptions().setConcurrency(1));
    await().until(() -> ends.get() == 1);
    assertEquals(List.of(stays), heard);
    assertEquals(0, source.heap().used());
  }

  @Test
  void aDeletionThatKeepsFailingLeavesTheMessageInHand() {
    for (int i = 0; i < 6; i++) {
      source.deletes(Future.failedFuture(passes));
    }
    source.receives(Future.succeededFuture(List.of(ScriptedSource.message(1))));
    open(new ConsumerOptions().setConcurrency(1));
    await().until(() -> given.size() == 1);
    Lease lease = given.get(0);
    assertSame(passes, refusal(lease.delete()));
    assertEquals(List.of(1), source.asked());
    await(lease.delete());
    await().until(() -> source.asked().size() == 2);
  }

  @Test
  void aRefusedDeletionSettlesTheMessage() {
    source
        .deletes(Future.succeededFuture(Optional.of(stays)))
        .receives(Future.succeededFuture(List.of(ScriptedSource.message(1))));
    open(new ConsumerOptions().setConcurrency(1));
    await().until(() -> given.size() == 1);
    assertSame(stays, refusal(given.get(0).delete()));
    assertSame(stays, refusal(given.get(0).release(Duration.ZERO)));
    await().until(() -> source.asked().size() == 2);
    assertEquals(List.of(), source.hidden());
  }

  @Test
  void whatComesAfterACloseIsGivenBackUnseen() {
    Promise<List<LeasedMessage>> late = Promise.promise();
    source.receives(late.future());
    QueueConsumer consumer = open(new ConsumerOptions());
    await().until(() -> source.asked().size() == 1);
    Future<Void> closed = consumer.close();
    source.loop().execute(() -> late.complete(List.of(ScriptedSource.message(1))));
    await(closed);
    assertEquals(List.of(0), source.hidden());
    assertEquals(List.of(), given);
    assertEquals(0, source.heap().used());
  }

  @Test
  void whatWasReceivedAndNotFetchedIsKeptHiddenAndHandedOutLater() {
    Promise<List<LeasedMessage>> late = Promise.promise();
    source.receives(late.future());
    QueueConsumer consumer = open(new ConsumerOptions().setVisibilitySeconds(1));
    await().until(() -> source.asked().size() == 1);
    consumer.pause();
    source.loop().execute(() -> late.complete(List.of(ScriptedSource.message(1))));
    await().until(() -> source.hidden().size() == 2);
    assertEquals(List.of(), given);
    consumer.fetch(1);
    await().until(() -> given.size() == 1);
    await(consumer.pause().close().compose(closed -> given.get(0).delete()));
  }

  @Test
  void optionsOutOfTheirRangeAreNoOptions() {
    ConsumerOptions options = new ConsumerOptions();
    assertThrows(IllegalArgumentException.class, () -> options.setBatch(101));
    assertThrows(IllegalArgumentException.class, () -> options.setConcurrency(0));
    assertThrows(IllegalArgumentException.class, () -> options.setVisibilitySeconds(0));
    assertThrows(IllegalArgumentException.class, () -> options.setTotalVisibilitySeconds(43_201));
    assertThrows(IllegalArgumentException.class, () -> options.setCloseSeconds(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConsumerOptions(new JsonObject().put("batch", 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConsumerOptions(new JsonObject().put("conurrency", 1)));
    JsonObject json =
        new ConsumerOptions()
            .setBatch(1)
            .setConcurrency(2)
            .setVisibilitySeconds(3)
            .setTotalVisibilitySeconds(4)
            .setCloseSeconds(5)
            .toJson();
    assertEquals(json, new ConsumerOptions(json).toJson());
    assertFalse(new ConsumerOptions().toJson().containsKey("visibilitySeconds"));
  }

  private QueueConsumer open(ConsumerOptions options) {
    return Consumption.open(vertx, source, options.setCloseSeconds(1))
        .exceptionHandler(heard::add)
        .endHandler(end -> ends.incrementAndGet())
        .handler(given::add);
  }
}
