package io.fanfare.core.policy.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The patterns of policies: those of names keep within a part of it, but for the last star. */
class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, A, false",
    "a, aa, false",
    "aa, a, false",
    "*, '', true",
    "*, a:b:c, true",
    "?, '', false",
    "?, a, true",
    "?, :, false",
    "a*, a, true",
    "a*, a:b, true",
    "*a, ba, true",
    "*a, b:a, false",
    "*:a, b:a, true",
    "*:*, a:b:c, true",
    "a*c:d, abc:d, true",
    "a*c:d, ab:c:d, false",
    "a**c, abbc, true",
    "*ab*c, aab-abxc, true",
    "*ab*d, aab-abxc, false",
    "*b?d*, abcabed, true",
    "arn:aws:sqs:*, arn:aws:sqs:eu-west-1:1:q, true",
    "arn:aws:sqs:*:1:q, arn:aws:sqs:eu-west-1:1:q, true",
    "arn:aws:sqs:*:q, arn:aws:sqs:eu-west-1:1:q, false",
    "arn:aws:sqs:*:*:q, arn:aws:sqs:eu-west-1:1:q, true",
    "arn:aws:sns:*:1:t*, arn:aws:sns:r:x:y:1:t, false",
  })
  void aPatternOfNamesFits(String pattern, String text, boolean fits) {
    assertEquals(fits, Glob.of(pattern).matchesParts(text));
  }

  @ParameterizedTest
  @CsvSource({
    "*a, b:a, true",
    "?, :, true",
    "a*c:d, ab:c:d, true",
    "a*b, ab:a, false",
    "*, '', true",
  })
  void aPatternOfTextsFits(String pattern, String text, boolean fits) {
    assertEquals(fits, Glob.of(pattern).matches(text));
  }

  @Test
  void manyStarsTakeNoLongTime() {
    Glob pattern = Glob.of("a*".repeat(4_000) + "b");
    String text = "a".repeat(20_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertFalse(pattern.matches(text));
          assertFalse(pattern.matchesParts(text));
        });
  }
}
