package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a message costs depends neither on how many wait nor on how many groups there are: counted
 * in rows that are read and in entries that the heap holds.
 */
class FifoCostTest {

  private static final int MESSAGES = Integer.getInteger("fanfare.messages", 20_000);
  private static final int RECEIVES = 150;
  private static final int BATCH = 10;

  /** Entries that the heap holds for each message in flight, beside its lease. */
  private static final long HELD_IN_FLIGHT = 4;

  /** Entries that the heap holds beyond its budget, at the most; far fewer than wait. */
  private static final long MOST_OVER_BUDGET = 8_192;

  /** Rows asked for by one receive, its delete and what they set going, at the most. */
  private static final long MOST_ROWS = 10_000;

  /** Rows asked for by each message that is received, on average. */
  private static final long ROWS_A_MESSAGE = 64;

  @ParameterizedTest
  @ValueSource(longs = {0, 10_000})
  void aGroupOfManyMessagesCostsNoMoreThanASmallOne(long heldEntries) {
    VirtualQueue queue = queueOf(heldEntries, i -> "g");
    consume(queue);
    queue.restart(true);
    consume(queue);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10_000})
  void manyGroupsCostNoMoreThanFew(long heldEntries) {
    VirtualQueue queue = queueOf(heldEntries, i -> "g" + i % (MESSAGES / 2));
    consume(queue);
    queue.restart(true);
    consume(queue);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10_000})
  void aLockedGroupOfManyMessagesIsSteppedOver(long heldEntries) {
    VirtualQueue queue = queueOf(heldEntries, i -> "locked");
    assertEquals(1, queue.receive(1, 43_200, 0).orElseThrow().size());
    for (int i = 0; i < RECEIVES; i++) {
      List<Draft> drafts = List.of(queue.draft("m", "a" + i, null), queue.draft("m", "b", null));
      queue.send(drafts);
      receiveAndDelete(queue, 2);
    }
    queue.restart(true);
    queue.send(List.of(queue.draft("m", "c", null)));
    while (queue.counts().visible() >= MESSAGES) {
      receiveAndDelete(queue, BATCH);
    }
    assertEquals(List.of(), queue.receive(BATCH, null, 0).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10_000})
  void manyLockedGroupsAreSteppedOver(long heldEntries) {
    VirtualQueue queue = queueOf(heldEntries, i -> "g" + i / BATCH);
    for (int i = 0; i < 10 * RECEIVES; i++) {
      receiveOneForLong(queue);
    }
    queue.restart(true);
    // After a restart each of these groups is looked at once.
    long before = queue.rowsAsked();
    assertEquals(1, queue.receive(1, 43_200, 0).orElseThrow().size());
    long rows = queue.rowsAsked() - before;
    assertTrue(rows <= MOST_ROWS + 10L * RECEIVES * ROWS_A_MESSAGE, rows + " rows");
    checkHeap(queue);
    assertEquals(10L * RECEIVES + 1, queue.counts().inFlight());
  }

  private static void receiveOneForLong(VirtualQueue queue) {
    long before = queue.rowsAsked();
    assertEquals(1, queue.receive(1, 43_200, 0).orElseThrow().size());
    checkCost(queue, before);
  }

  private static VirtualQueue queueOf(long heldEntries, IntFunction<String> group) {
    VirtualQueue queue = new VirtualQueue(VirtualQueue.fifoAttributes(), heldEntries);
    for (int i = 0; i < MESSAGES; i += BATCH) {
      // Ten minutes for all of them, so that not all of them are known again.
      queue.at(i * 600_000L / MESSAGES);
      List<Draft> batch = new ArrayList<>();
      for (int j = i; j < i + BATCH; j++) {
        batch.add(queue.draft("m", group.apply(j), null));
      }
      queue.send(batch);
    }
    checkHeap(queue);
    assertEquals(MESSAGES, queue.counts().visible());
    return queue;
  }

  private static void consume(VirtualQueue queue) {
    long before = queue.rowsAsked();
    long visible = queue.counts().visible();
    for (int i = 0; i < RECEIVES; i++) {
      receiveAndDelete(queue, BATCH);
    }
    long taken = visible - queue.counts().visible();
    long rows = queue.rowsAsked() - before;
    assertTrue(
        rows <= MOST_ROWS + taken * ROWS_A_MESSAGE, rows + " rows for " + taken + " messages");
  }

  private static void receiveAndDelete(VirtualQueue queue, int most) {
    long before = queue.rowsAsked();
    List<Received> received = queue.receive(most, null, 0).orElseThrow();
    assertNotEquals(List.of(), received);
    queue
        .delete(received.stream().map(Received::handle).toList())
        .forEach(refusal -> assertTrue(refusal.isEmpty()));
    checkCost(queue, before);
  }

  private static void checkCost(VirtualQueue queue, long rowsBefore) {
    long rows = queue.rowsAsked() - rowsBefore;
    assertTrue(rows <= MOST_ROWS, rows + " rows for one receive");
    checkHeap(queue);
  }

  private static void checkHeap(VirtualQueue queue) {
    long inFlight = queue.counts().inFlight();
    long over = queue.heldEntries() - queue.mostHeld() - inFlight * HELD_IN_FLIGHT;
    assertTrue(over <= MOST_OVER_BUDGET, "holds " + over + " entries beyond the budget");
  }
}
