package io.fanfare.push.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.push.model.RetrySchedule.Delays;
import io.fanfare.push.model.RetrySchedule.Growth;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what failed is tried again. */
class RetryScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINEAR | 0 10 10 40 70 100 100 end",
        "ARITHMETIC | 0 10 10 25 55 100 100 end",
        "GEOMETRIC | 0 10 10 22 46 100 100 end",
        "EXPONENTIAL | 0 10 10 20 40 80 100 end",
      })
  void delaysGrowFromTheLeastToTheMost(Growth growth, String delays) {
    RetrySchedule schedule = new RetrySchedule(new Delays(10, 100, growth), 7, 1, 1, 1);
    assertEquals(
        delays,
        IntStream.rangeClosed(1, 8)
            .mapToObj(failures -> inSeconds(schedule.delayMillis(failures)))
            .collect(Collectors.joining(" ")));
  }

  @Test
  void withoutRetriesTheFirstFailureIsTheLast() {
    RetrySchedule never = new RetrySchedule(new Delays(1, 1, Growth.LINEAR), 0, 0, 0, 0);
    assertEquals(OptionalLong.empty(), never.delayMillis(1));
    assertEquals(0, never.totalSeconds());
  }

  private static String inSeconds(OptionalLong millis) {
    return millis.isEmpty() ? "end" : Long.toString(Math.round(millis.getAsLong() / 1_000.0));
  }
}
