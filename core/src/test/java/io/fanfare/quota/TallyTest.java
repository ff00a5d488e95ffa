package io.fanfare.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Each may have so many, and another when one is gone. */
class TallyTest {

  private final Tally tally = new Tally(2);

  @Test
  void oneMoreThanMayBeIsNotCounted() {
    assertTrue(tally.tryAdd("a"));
    assertTrue(tally.tryAdd("a"));
    assertFalse(tally.tryAdd("a"));
    assertEquals(2, tally.count("a"));
    assertTrue(tally.tryAdd("b"));
    tally.remove("a");
    assertTrue(tally.tryAdd("a"));
  }

  @Test
  void whatIsThereAlreadyCountsThoughItIsTooMuch() {
    for (int i = 0; i < 3; i++) {
      tally.add("a");
    }
    assertEquals(3, tally.count("a"));
    tally.remove("a");
    assertFalse(tally.tryAdd("a"));
    tally.remove("a");
    assertTrue(tally.tryAdd("a"));
  }

  @Test
  void zeroIsAnyNumber() {
    Tally open = new Tally(0);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(open.tryAdd("a"));
    }
    assertEquals(1_000, open.count("a"));
  }

  @Test
  void whoHasNothingLeftIsNotKnown() {
    tally.tryAdd("a");
    tally.remove("a");
    tally.remove("a");
    assertEquals(0, tally.count("a"));
  }
}
