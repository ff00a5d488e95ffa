package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a clock does for whom it is, and what it says when that does not come to rest. */
@Execution(ExecutionMode.SAME_THREAD)
class MovedClockTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final Vertx vertx = SharedVertx.get().vertx();
  private final Underway underway = new Underway();

  /** Sets {@code work} to be done in a second, in a context that ends with it. */
  private static final class Setter extends VerticleBase {

    private final MovedClock clock;
    private final Runnable work;

    Setter(MovedClock clock, Runnable work) {
      this.clock = clock;
      this.work = work;
    }

    @Override
    public Future<?> start() {
      clock.after(vertx, 1_000, work);
      return Future.succeededFuture();
    }
  }

  @Test
  void whatIsSetIsDoneOnceAndInTime() {
    MovedClock clock = new MovedClock(underway, false);
    AtomicInteger done = new AtomicInteger();
    String deployed = vertx.deployVerticle(new Setter(clock, done::incrementAndGet)).await();
    clock.advance(Duration.ofMillis(999));
    assertEquals(0, done.get());
    clock.advance(Duration.ofMillis(1));
    assertEquals(1, done.get());
    vertx.undeploy(deployed).await();
    clock.advance(Duration.ofHours(1));
    assertEquals(1, done.get());
  }

  @Test
  void whatIsSetIsNotDoneWhenWhoSetItIsGone() {
    MovedClock clock = new MovedClock(underway, false);
    AtomicInteger done = new AtomicInteger();
    String gone = vertx.deployVerticle(new Setter(clock, done::incrementAndGet)).await();
    String stays = vertx.deployVerticle(new Setter(clock, () -> done.addAndGet(10))).await();
    vertx.undeploy(gone).await();
    clock.advance(Duration.ofHours(1));
    assertEquals(10, done.get());
    vertx.undeploy(stays).await();
  }

  @Test
  void aClockThatStandsGoesOnWhileItsBrokerEnds() throws Exception {
    MovedClock clock = new MovedClock(underway, false);
    CompletableFuture<String> due = new CompletableFuture<>();
    clock.after(vertx, 5, () -> due.complete("done"));
    CompletableFuture<String> seen = new CompletableFuture<>();
    clock.goOnDuring(() -> seen.complete(due.orTimeout(10, TimeUnit.SECONDS).join()));
    assertEquals("done", seen.get());
    assertStands(clock);
  }

  @Test
  void anEventLoopThatDoesNotComeBackIsNamedInTime() {
    MovedClock clock = new MovedClock(underway, false, SHORT);
    CountDownLatch blocked = new CountDownLatch(1);
    vertx.getOrCreateContext().runOnContext(loop -> await(blocked));
    try {
      assertUnrest(clock, "1 of 2 event loops do not come back");
    } finally {
      blocked.countDown();
    }
    new MovedClock(underway, false).settle();
  }

  @Test
  void aWorkerThatDoesNotComeBackIsNamed() {
    MovedClock clock = new MovedClock(underway, false, SHORT);
    CountDownLatch blocked = new CountDownLatch(1);
    Future<?> working =
        vertx.executeBlocking(
            () -> {
              await(blocked);
              return null;
            },
            false);
    try {
      assertUnrest(clock, "1 tasks of workers are under way");
    } finally {
      blocked.countDown();
    }
    working.await();
  }

  @Test
  void whatABrokerThatIsClosedHasBegunIsNotWaitedFor() {
    MovedClock clock = new MovedClock(underway, false, SHORT);
    Promise<Void> asked = Promise.promise();
    clock.during(asked.future());
    assertUnrest(clock, "1 writes, reads and requests to others are under way");
    underway.forget();
    assertEquals(0, underway.count());
    asked.complete();
    assertEquals(0, underway.count());
  }

  /** Whether the clock shows the same after the machine's has gone on. */
  static void assertStands(FanfareClock clock) {
    Instant shown = clock.now();
    long start = System.nanoTime();
    Awaitility.await().until(() -> System.nanoTime() - start > 5_000_000);
    assertEquals(shown, clock.now());
  }

  private static void assertUnrest(MovedClock clock, String what) {
    String said = assertThrows(IllegalStateException.class, clock::settle).toString();
    assertTrue(said.contains(what), said);
    assertTrue(said.contains("the work of another one"), said);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
