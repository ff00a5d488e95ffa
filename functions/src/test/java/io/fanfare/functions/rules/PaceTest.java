package io.fanfare.functions.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a mapping goes on after failures, and for how long it hides messages. */
class PaceTest {

  @Test
  void eachFailureDoublesThePauseUntilSomethingSucceeds() {
    InvocationPace pace = new InvocationPace();
    assertEquals(0, pace.rest(0));
    assertTrue(pace.failed(1_000));
    assertEquals(100, pace.rest(1_000));
    assertEquals(40, pace.rest(1_060));
    assertEquals(0, pace.rest(1_100));
    assertFalse(pace.failed(1_100));
    assertEquals(200, pace.rest(1_100));
    for (int i = 0; i < 20; i++) {
      pace.failed(2_000);
    }
    assertEquals(10_000, pace.rest(2_000));
    assertTrue(pace.succeeded());
    assertEquals(0, pace.rest(2_000));
    assertFalse(pace.succeeded());
  }

  @Test
  void aFunctionThatFailsIsInvokedOnceAtATime() {
    InvocationPace pace = new InvocationPace();
    assertEquals(8, pace.concurrency(8));
    pace.failed(0);
    assertEquals(1, pace.concurrency(8));
    pace.succeeded();
    assertEquals(8, pace.concurrency(8));
  }

  @ParameterizedTest
  @CsvSource({"30,0,30,30", "30,0,40,30", "30,20,10,30", "30,21,10,61", "0,300,3,333"})
  void aBatchIsHiddenUntilItsFunctionCanHaveEnded(
      int visibility, int window, int timeout, int seconds) {
    assertEquals(seconds, LeaseRules.seconds(visibility, window, timeout));
  }
}
