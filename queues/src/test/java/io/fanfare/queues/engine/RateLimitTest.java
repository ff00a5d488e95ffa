package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A move task moves no more messages in a second than it may. */
class RateLimitTest {

  @ParameterizedTest
  @CsvSource({
    // messages a second, moved before, millisecond, may be moved now, next at
    "1,   0, 0,    1,  0",
    "1,   1, 0,    0,  1000",
    "1,   1, 999,  0,  1000",
    "1,   1, 1000, 1,  1000",
    "3,   1, 333,  0,  334",
    "3,   1, 334,  1,  334",
    "500, 0, 0,    1,  0",
    "500, 1, 1,    0,  2",
    "500, 1, 2,    1,  2",
    "500, 1, 20,   10, 2",
    "500, 1, 900,  50, 2",
    "10,  1, 900,  1,  100",
  })
  void messagesAreSpacedEvenly(int rate, int moved, long now, int allowed, long next) {
    RateLimit rateLimit = RateLimit.from(rate, 0).after(moved, 0);
    assertEquals(allowed, rateLimit.allowed(now));
    assertEquals(next, rateLimit.nextAt());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 333, 500})
  void thePaceIsTheRateInTheLongRun(int rate) {
    assertEquals(60L * rate, movedIn(60_000, rate, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 333, 500})
  void aClockThatIsReadSeldomMakesItSlowerAndNeverFaster(int rate) {
    for (int every : new int[] {3, 50, 170, 1_300}) {
      assertTrue(movedIn(60_000, rate, every) <= 60L * rate);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 333, 500})
  void noRushFollowsAStandstill(int rate) {
    RateLimit rateLimit = RateLimit.from(rate, 0);
    long moved = 0;
    for (long now = 10_000; now < 11_000; now++) {
      int allowed = rateLimit.allowed(now);
      moved += allowed;
      rateLimit = allowed == 0 ? rateLimit : rateLimit.after(allowed, now);
    }
    assertTrue(moved <= Math.max(rate + 1, rate * 1.1), rate + " a second, but " + moved);
  }

  @Test
  void withoutARateNothingWaits() {
    RateLimit rateLimit = RateLimit.from(null, 5).after(1_000, 5);
    assertEquals(Integer.MAX_VALUE, rateLimit.allowed(5));
  }

  /** How many messages are moved in so many milliseconds by who looks at the clock that often. */
  private static long movedIn(long millis, int rate, int every) {
    RateLimit rateLimit = RateLimit.from(rate, 0);
    long moved = 0;
    for (long now = 0; now < millis; now += every) {
      int allowed = rateLimit.allowed(now);
      moved += allowed;
      rateLimit = allowed == 0 ? rateLimit : rateLimit.after(allowed, now);
    }
    return moved;
  }
}
