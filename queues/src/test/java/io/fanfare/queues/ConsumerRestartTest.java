package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is consumed while the broker ends comes at least once, and what was deleted never again. */
@Timeout(60)
class ConsumerRestartTest {

  private static final int MESSAGES = 300;
  private static final int LARGE = 200 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final HeapBudget heap = new HeapBudget(4 << 20);
  private final StoreOptions options;
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Set<String> again = ConcurrentHashMap.newKeySet();

  ConsumerRestartTest(@TempDir Path directory) {
    options = new StoreOptions().setPath(directory.toString());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void nothingIsLostWhenTheServiceEndsInTheMiddle() {
    restart("q", LiveQueues::close);
  }

  @Test
  void nothingIsLostInAFifoQueueEither() {
    restart("q.fifo", LiveQueues::close);
  }

  @Test
  void nothingIsLostWhenTheStoreIsGoneInTheMiddle() {
    restart("q", LiveQueues::pullTheStore);
  }

  @Test
  void whatWasInHandWhenTheStoreWasGoneComesAtOnce() {
    LiveQueues first = open();
    fill(first, "q.fifo");
    Set<String> held = ConcurrentHashMap.newKeySet();
    ConsumerOptions patient = new ConsumerOptions().setConcurrency(20).setVisibilitySeconds(43_200);
    first.consumer("q.fifo", patient).handler(lease -> held.add(lease.body()));
    await().until(() -> held.size() == 20);
    first.pullTheStore();
    try (LiveQueues second = open()) {
      second
          .consumer("q.fifo", new ConsumerOptions())
          .handler(
              lease -> {
                assertEquals(held.contains(lease.body()) ? 2 : 1, lease.receiveCount());
                lease.delete().onSuccess(deleted -> done.add(lease.body()));
              });
      await().until(() -> done.size() == MESSAGES);
    }
  }

  @Test
  void largeMessagesTakeNoMoreOfTheHeapThanItsBudget() {
    try (LiveQueues live = open()) {
      live.create("large", Map.of());
      IntStream.range(0, 60).forEach(i -> live.send("large", i + " ".repeat(LARGE)));
      live.consumer("large", new ConsumerOptions().setConcurrency(50).setBatch(50))
          .handler(
              lease ->
                  vertx.setTimer(
                      20,
                      late -> lease.delete().onSuccess(deleted -> done.add(lease.body().strip()))));
      await().until(() -> done.size() == 60);
      assertTrue(heap.mostUsed() > 0);
      assertTrue(heap.mostUsed() <= heap.capacity());
      assertEquals(0, heap.used());
    }
  }

  /** Some handlers are slow, some never settle, and {@code end} comes in the middle. */
  private void restart(String queue, End end) {
    LiveQueues first = open();
    fill(first, queue);
    ConsumerOptions hasty = new ConsumerOptions().setCloseSeconds(0).setVisibilitySeconds(2);
    first
        .consumer(queue, hasty)
        .handler(
            lease -> {
              if (!lease.body().endsWith("7") || lease.receiveCount() > 1) {
                vertx.setTimer(
                    1, late -> lease.delete().onSuccess(deleted -> done.add(lease.body())));
              }
            });
    await().until(() -> done.size() > 10);
    end.of(first);
    try (LiveQueues second = open()) {
      Set<String> before = Set.copyOf(done);
      second
          .consumer(queue, new ConsumerOptions())
          .handler(
              lease -> {
                if (before.contains(lease.body())) {
                  again.add(lease.body());
                }
                lease.delete().onSuccess(deleted -> done.add(lease.body()));
              });
      await().until(() -> done.size() == MESSAGES);
      await().until(() -> second.visible(queue) + second.inFlight(queue) == 0);
      assertEquals(Set.of(), again);
    }
  }

  private static void fill(LiveQueues live, String queue) {
    if (queue.endsWith(".fifo")) {
      live.createFifo(queue);
      IntStream.range(0, MESSAGES).forEach(i -> live.send(queue, "m" + i, "g" + i % 20));
    } else {
      live.create(queue, Map.of());
      IntStream.range(0, MESSAGES).forEach(i -> live.send(queue, "m" + i));
    }
  }

  private LiveQueues open() {
    return new LiveQueues(vertx, options, heap, store -> store);
  }

  /** How the first service ends. */
  private interface End {
    void of(LiveQueues live);
  }
}
