package io.fanfare.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An endpoint that is reached and not reached by turns does not fill the log. */
class ReachLogTest {

  private final ReachLog log = new ReachLog();
  private final List<String> lines = new ArrayList<>();

  @Test
  void aFailureIsToldOnceAndItsEndWhenAMinuteIsOver() {
    fail(0, true, "a");
    fail(1, false, "b");
    fail(70_000, false, "c");
    answer(80_000);
    answer(90_000);
    assertEquals(List.of("0 is tried again: a", "80000 is reached again"), lines);
  }

  @Test
  void whatFlapsIsToldOnceAMinuteWithHowOftenItHasFailed() {
    for (long now = 0; now < 180_000; now += 2_000) {
      fail(now, true, "a");
      answer(now + 1_000);
    }
    answer(200_000);
    assertEquals(
        List.of(
            "0 is tried again: a",
            "60000 is tried again: a (and 29 more, not logged before)",
            "120000 is tried again: a (and 29 more, not logged before)",
            "200000 is reached again (and 29 more, not logged before)"),
        lines);
  }

  @Test
  void whatHasNotFailedIsNotToldToBeReached() {
    answer(0);
    assertEquals(List.of(), lines);
  }

  private void fail(long now, boolean first, String reason) {
    log.failed(now, first, reason).ifPresent(line -> lines.add(now + " " + line));
  }

  private void answer(long now) {
    log.answered(now).ifPresent(line -> lines.add(now + " " + line));
  }
}
