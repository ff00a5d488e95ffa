package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How late event loops were, as it is told. */
class LoopDelaysTest {

  @Test
  void eachLookIsInTheBucketThatItsDelayEndsIn() {
    LoopDelays one = new LoopDelays();
    LoopDelays other = new LoopDelays();
    one.late(0);
    one.late(TimeUnit.MILLISECONDS.toNanos(20));
    one.late(TimeUnit.MILLISECONDS.toNanos(21));
    other.late(TimeUnit.SECONDS.toNanos(3));
    HttpStatistics.Delays sum = LoopDelays.sum(List.of(one, other));
    assertEquals(3.041, sum.seconds(), 1e-9);
    assertEquals(1, looks(sum, 0.002));
    assertEquals(1, looks(sum, 0.02));
    assertEquals(1, looks(sum, 0.05));
    assertEquals(0, looks(sum, 1));
    assertEquals(1, looks(sum, Double.POSITIVE_INFINITY));
  }

  private static long looks(HttpStatistics.Delays delays, double upTo) {
    return delays.looks().stream()
        .filter(delay -> delay.upToSeconds() == upTo)
        .mapToLong(HttpStatistics.Delay::looks)
        .sum();
  }
}
