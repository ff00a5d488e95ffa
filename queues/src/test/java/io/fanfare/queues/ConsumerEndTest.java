package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.fixture.FaultyStore;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a consumer, what does not, and what it leaves behind. */
@Timeout(60)
class ConsumerEndTest {

  private static final String QUEUE = "q";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger trips = new AtomicInteger();
  private final LiveQueues live =
      new LiveQueues(
          vertx,
          new StoreOptions().setMemory(true),
          HeapBudget.ofHeap(),
          store -> new FaultyStore(store, changes -> trip()));
  private final List<Lease> given = new CopyOnWriteArrayList<>();
  private final List<Throwable> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();

  @AfterEach
  void close() {
    live.close();
    await(vertx.close());
  }

  @Test
  void aCloseWaitsForWhatIsInHandAndTakesNothingMore() {
    create();
    live.send(QUEUE, "one");
    QueueConsumer consumer = consume(new ConsumerOptions().setConcurrency(5));
    await().until(() -> given.size() == 1);
    Future<Void> closed = consumer.close();
    live.send(QUEUE, "two");
    await().during(Duration.ofMillis(300)).until(() -> !closed.isComplete());
    await(given.get(0).delete());
    await(closed);
    await(consumer.close());
    await().until(() -> ends.get() == 1);
    assertEquals(1, given.size());
    assertEquals(1, live.visible(QUEUE));
    assertEquals(0, live.inFlight(QUEUE));
    assertEquals(List.of(), heard);
  }

  @Test
  void aCloseGivesBackWhatIsNotSettledInTime() {
    create();
    live.send(QUEUE, "one");
    live.send(QUEUE, "two");
    QueueConsumer consumer = consume(hasty().setCloseSeconds(1));
    await().until(() -> given.size() == 2);
    await(consumer.close());
    assertEquals(2, live.visible(QUEUE));
    await(given.get(0).release(Duration.ofHours(1)));
    assertEquals(2, live.visible(QUEUE), "it is another's by now");
    await(given.get(1).delete());
    assertEquals(1, live.visible(QUEUE));
  }

  @Test
  void whatIsInHandWhenAConsumerIsDetachedCanBeSettledUntilItsTimeoutEnds() {
    live.create(QUEUE, Map.of("VisibilityTimeout", "3"));
    live.send(QUEUE, "one");
    live.send(QUEUE, "two");
    QueueConsumer consumer = consume(hasty());
    await().until(() -> given.size() == 2);
    Future<Void> ended = consumer.detach();
    live.send(QUEUE, "three");
    await(given.get(0).delete());
    assertFalse(ended.isComplete());
    await().until(ended::isComplete);
    assertEquals(2, given.size());
    await().until(() -> live.visible(QUEUE) == 2);
    assertEquals(0, live.inFlight(QUEUE));
  }

  @Test
  void aConsumerKnowsAtOnceWhetherThereIsItsQueue() {
    create();
    await(consume(hasty()).found());
    Future<Void> missing = live.consumer("missing", hasty()).found();
    assertTrue(missing.failed());
    assertUnknown(missing.cause());
  }

  @Test
  void aCloseOfAStreamThatWaitsIsOverAtOnce() {
    create();
    QueueConsumer consumer = consume(hasty());
    await().until(() -> live.queues().totals().waiting() == 1);
    await(consumer.close());
    assertEquals(0, live.queues().totals().waiting());
    await(live.consumer(QUEUE, hasty()).close());
  }

  @Test
  void theEndOfTheServiceEndsItsConsumers() {
    create();
    live.send(QUEUE, "one");
    consume(new ConsumerOptions());
    await().until(() -> given.size() == 1);
    Future<Void> closed = live.queues().close();
    vertx.setTimer(200, late -> given.get(0).delete());
    await(closed);
    await().until(() -> ends.get() == 1);
    consume(hasty());
    await().until(() -> ends.get() == 2);
  }

  @Test
  void theDeletionOfTheQueueEndsTheStream() {
    create();
    live.send(QUEUE, "one");
    consume(hasty());
    await().until(() -> given.size() == 1);
    await(live.queues().deleteQueue(new DeleteQueue(QUEUE)));
    await().until(() -> ends.get() == 1);
    assertUnknown(heard.get(0));
    assertUnknown(await(failure(given.get(0).delete())));
  }

  @Test
  void theDeletionOfTheQueueEndsAStreamWithItsHandsFull() {
    live.create(QUEUE, Map.of("VisibilityTimeout", "1"));
    live.send(QUEUE, "one");
    consume(hasty().setConcurrency(1));
    await().until(() -> given.size() == 1);
    await(live.queues().deleteQueue(new DeleteQueue(QUEUE)));
    await().until(() -> ends.get() == 1);
    assertUnknown(heard.get(0));
  }

  @Test
  void aStreamOfAQueueThatIsNotThereEndsAtOnce() {
    consume(hasty());
    await().until(() -> ends.get() == 1);
    assertUnknown(heard.get(0));
  }

  @Test
  void aPurgeEndsNothing() {
    create();
    live.send(QUEUE, "one");
    consume(hasty());
    await().until(() -> given.size() == 1);
    await(live.queues().purgeQueue(new PurgeQueue(QUEUE)));
    await(given.get(0).delete());
    live.send(QUEUE, "two");
    await().until(() -> given.size() == 2);
    assertEquals("two", given.get(1).body());
  }

  @Test
  void aFaultThatClosesTheQueueEndsNothing() {
    create();
    consume(hasty());
    await().until(() -> live.queues().totals().waiting() == 1);
    for (int i = 0; i < 5; i++) {
      trips.set(1);
      await().until(() -> trips.get() == 0 || trySend("lost"));
      live.send(QUEUE, "m" + i);
    }
    await().until(() -> given.stream().map(Lease::body).toList().contains("m4"));
    assertTrue(
        given.stream().map(Lease::body).toList().containsAll(List.of("m0", "m1", "m2", "m3")));
    assertFalse(heard.isEmpty());
    assertEquals(CommonError.INTERNAL_FAILURE, ((BrokerException) heard.get(0)).code());
    assertEquals(0, ends.get());
  }

  @Test
  void aMessageWhoseDeletionMeetsAFaultIsDeletedAllTheSame() {
    create();
    live.send(QUEUE, "one");
    consume(hasty());
    await().until(() -> given.size() == 1);
    trips.set(2);
    await(given.get(0).delete());
    assertEquals(0, trips.get());
    assertEquals(0, live.visible(QUEUE) + live.inFlight(QUEUE));
  }

  @Test
  void handlersAreCalledOnTheContextOfTheConsumersMakerWhoseEndClosesIt() {
    create();
    List<@Nullable Context> contexts = new CopyOnWriteArrayList<>();
    VerticleBase maker =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            live.consumer(QUEUE, hasty())
                .endHandler(
                    end -> {
                      contexts.add(Vertx.currentContext());
                      ends.incrementAndGet();
                    })
                .handler(
                    lease -> {
                      contexts.add(Vertx.currentContext());
                      contexts.add(context);
                      lease.delete().onComplete(done -> contexts.add(Vertx.currentContext()));
                    });
            return Future.succeededFuture();
          }
        };
    String deployment = await(vertx.deployVerticle(maker));
    live.send(QUEUE, "m");
    await().until(() -> contexts.size() == 3);
    await(vertx.undeploy(deployment));
    await().until(() -> ends.get() == 1);
    contexts.forEach(context -> assertSame(contexts.get(1), context));
    live.send(QUEUE, "left");
    assertEquals(1, live.visible(QUEUE));
  }

  /** Throws as often as {@code trips} says, as if a bug were in the middle of a step. */
  private void trip() {
    if (trips.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("planted");
    }
  }

  private boolean trySend(String body) {
    await(live.queues().sendMessage(new SendMessage(QUEUE, body)).otherwiseEmpty());
    return trips.get() == 0;
  }

  private void create() {
    live.create(QUEUE, Map.of());
  }

  private QueueConsumer consume(ConsumerOptions options) {
    return live.consumer(QUEUE, options)
        .exceptionHandler(heard::add)
        .endHandler(end -> ends.incrementAndGet())
        .handler(given::add);
  }

  private static Future<Throwable> failure(Future<?> future) {
    return future.transform(result -> Future.succeededFuture(result.cause()));
  }

  private static void assertUnknown(Throwable cause) {
    assertEquals(QueueError.QUEUE_DOES_NOT_EXIST, ((BrokerException) cause).code());
  }

  /** Options of who does not wait at the end of a test. */
  private static ConsumerOptions hasty() {
    return new ConsumerOptions().setCloseSeconds(0);
  }
}
