package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that want more of the heap than there is do not wait for each other for ever. */
class FrameHeapTest {

  private static final int MIB = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final HeapBudget budget = new HeapBudget(4 * MIB);
  private final long most = budget.most(Use.REQUEST);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private FrameHeap heap() {
    return new FrameHeap(budget, vertx.getOrCreateContext(), () -> {}, () -> {});
  }

  @Test
  void whoNeedsNoMoreThanItHasStandsDownAndGivesBackTheRest() {
    FrameHeap first = heap();
    FrameHeap second = heap();
    assertTrue(first.take(most / 2));
    assertTrue(second.take(most / 2 - MIB / 4));
    assertFalse(first.take(most));
    assertFalse(second.take(most));
    assertTrue(first.take(MIB / 4));
    assertTrue(second.take(MIB / 4));
    assertTrue(first.take(0));
    assertTrue(second.take(0));
    assertEquals(0, budget.used());
  }
}
