package io.fanfare.core.policy.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Patterns that are matched by all of their positions at once. */
class GlobStatesTest {

  private static final long SEED = Long.getLong("fanfare.seed", new Random().nextLong());
  private static final String LETTERS = "ab:?*";

  @Test
  void theyFitWhatPatternsFitThatAreTriedOneByOne() {
    System.out.println("-Dfanfare.seed=" + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      String pattern = draw(random, LETTERS, i % 3 == 0 ? 140 : 8);
      String text =
          i % 2 == 0
              ? pattern.replace("*", draw(random, "ab:", 3)).replace("?", "a")
              : draw(random, "ab:", 10);
      boolean parts = random.nextBoolean();
      boolean plain = parts ? Glob.of(pattern).matchesParts(text) : Glob.of(pattern).matches(text);
      assertEquals(
          plain, new GlobStates(codes(pattern), parts).match(text), pattern + " " + text + parts);
    }
  }

  @Test
  void aPatternThatKeepsGoingBackIsMatchedAsWell() {
    String text = "a".repeat(20_000);
    assertFalse(Glob.of("*" + "a".repeat(10_000) + "b").matches(text));
    assertFalse(Glob.of("*a*" + "?a".repeat(5_000) + "b*").matchesParts(text));
    assertTrue(Glob.of("*" + "a".repeat(10_000) + "b").matches(text + "b"));
    assertTrue(Glob.of("*" + "a".repeat(10_000) + "b*").matchesParts(text + "b:c:d"));
  }

  private static int[] codes(String pattern) {
    return pattern.chars().map(c -> c == '*' ? Glob.STAR : c == '?' ? Glob.ONE : c).toArray();
  }

  private static String draw(Random random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
