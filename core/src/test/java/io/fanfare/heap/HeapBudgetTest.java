package io.fanfare.heap;

import static io.fanfare.heap.HeapBudget.Use.ANSWER;
import static io.fanfare.heap.HeapBudget.Use.REQUEST;
import static io.fanfare.heap.HeapBudget.Use.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets heap of the budget, who waits for it, and who never has to. */
class HeapBudgetTest {

  private final HeapBudget budget = new HeapBudget(800);
  private final List<String> granted = new ArrayList<>();

  private HeapBudget.Lease holding(HeapBudget.Use use, long bytes) {
    HeapBudget.Lease lease = budget.lease();
    assertTrue(lease.tryGrow(use, bytes));
    return lease;
  }

  @Test
  void largeRequestsLeaveRoomForAnswersAndBothForWhatIsSmall() {
    holding(REQUEST, 500);
    assertFalse(budget.lease().tryGrow(REQUEST, 1));
    holding(ANSWER, 200);
    assertFalse(budget.lease().tryGrow(ANSWER, 1));
    holding(SMALL, 100);
    assertFalse(budget.lease().tryGrow(SMALL, 1));
    assertEquals(800, budget.used());
  }

  @Test
  void whatIsClosedIsThereForOthersAndGivenBackOnce() {
    HeapBudget.Lease lease = holding(REQUEST, 500);
    lease.close();
    lease.close();
    assertEquals(0, budget.used());
    assertEquals(500, budget.mostUsed());
    holding(REQUEST, 500);
  }

  @Test
  void aWishForMoreThanThereEverIsIsOneForAllThatThereIs() {
    assertEquals(500, holding(REQUEST, 10_000).bytes());
  }

  @Test
  void whoWaitsIsServedInTurnAndNobodyPassesBy() {
    HeapBudget.Lease first = holding(REQUEST, 400);
    budget.lease().grow(REQUEST, 300, () -> granted.add("large"));
    budget.lease().grow(REQUEST, 10, () -> granted.add("little"));
    assertFalse(budget.lease().tryGrow(REQUEST, 10));
    assertEquals(0, budget.available(REQUEST));
    assertEquals(2, budget.waiting());
    assertEquals(List.of(), granted);
    first.shrink(REQUEST, 200);
    assertEquals(List.of("large"), granted);
    first.close();
    assertEquals(List.of("large", "little"), granted);
    assertEquals(310, budget.used());
  }

  @Test
  void whoWaitsForAnAnswerDoesNotWaitForRequests() {
    holding(REQUEST, 500);
    budget.lease().grow(REQUEST, 100, () -> granted.add("request"));
    budget.lease().grow(ANSWER, 200, () -> granted.add("answer"));
    assertEquals(List.of("answer"), granted);
  }

  @Test
  void whoLeavesTheLineLetsTheNextOneThrough() {
    HeapBudget.Lease first = holding(REQUEST, 400);
    HeapBudget.Turn large = budget.lease().grow(REQUEST, 300, () -> granted.add("large"));
    HeapBudget.Turn little = budget.lease().grow(REQUEST, 10, () -> granted.add("little"));
    assertTrue(large.leave());
    assertEquals(List.of("little"), granted);
    assertFalse(large.leave());
    assertFalse(little.leave());
    first.close();
    assertEquals(10, budget.used());
  }

  @Test
  void whatIsGrantedToAClosedLeaseIsNotHeld() {
    HeapBudget.Lease first = holding(REQUEST, 500);
    HeapBudget.Lease gone = budget.lease();
    gone.grow(REQUEST, 100, () -> granted.add("gone"));
    gone.close();
    first.close();
    assertEquals(List.of("gone"), granted);
    assertEquals(0, budget.used());
    assertTrue(gone.tryGrow(ANSWER, 10));
    assertEquals(0, budget.used());
  }
}
