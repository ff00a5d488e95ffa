package io.fanfare.store.mv.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.store.mv.file.SpaceUse;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes a data file smaller next; with a slack of 8, as in the usual MiB. */
final class CleaningRuleTest {

  private final CleaningRule rule = new CleaningRule(8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          file end allocated dead live    | begun | step     | percent
          0 0 0 0 0                       | false | REST     | 25
          24 24 24 20 0                   | false | REST     | 25
          25 25 25 20 0                   | false | AGE      | 25
          24 24 24 20 0                   | true  | AGE      | 25
          9 9 9 8 0                       | true  | AGE      | 25
          8 8 8 8 0                       | true  | REST     | 25
          900 1 1 0 1                     | false | CUT      | 45
          900 899 1 0 1                   | false | EVACUATE | 45
          900 899 899 0 1                 | false | REWRITE  | 45
          900 899 500 100 300             | false | EVACUATE | 45
          900 899 850 100 300             | false | REWRITE  | 45
          900 899 850 500 300             | false | AGE      | 45
          1000 1000 900 0 700             | false | REST     | 25
          1000 1000 900 0 700             | true  | REWRITE  | 25
          1000 1000 800 0 700             | true  | EVACUATE | 25
          884 884 790 0 700               | true  | EVACUATE | 25
          883 883 800 0 700               | true  | REST     | 25
          1000 1000 900 0 540             | false | REWRITE  | 45
          """,
      useHeadersInDisplayName = true)
  void aFileFollowsItsContent(String bytes, boolean begun, CleaningRule.Step step, int percent) {
    long[] of = Arrays.stream(bytes.split(" ")).mapToLong(Long::parseLong).toArray();
    SpaceUse use = new SpaceUse(of[0], of[1], of[2], of[3], of[4]);
    assertEquals(step, rule.next(use, begun));
    assertEquals(percent, rule.percent(use));
  }
}
