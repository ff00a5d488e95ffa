package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.filter.HardFilters.Hard;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work that the hardest messages make: it is counted, and can be given up. */
class HardMatchTest {

  private static final long SEED = Long.getLong("fanfare.seed", new Random().nextLong());

  @ParameterizedTest
  @ValueSource(strings = {"nested prefixes", "long prefixes", "many keys", "deep", "empty arrays"})
  void textsOfPoliciesAreMetInOneReadingOfTheMessage(String name) {
    Hard hard = Objects.requireNonNull(HardFilters.all().get(name));
    Effort effort = Effort.any();
    hard.filters().match(hard.attributes(), hard.body(), effort);
    assertTrue(effort.spent() < 20L * HardFilters.MESSAGE, "spent " + effort.spent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "texts", "elements", "wildcards", "array of attribute"})
  void whatIsHardIsGivenUpInTime(String name) {
    Hard hard = Objects.requireNonNull(HardFilters.all().get(name));
    assertEquals(Optional.empty(), hard.filters().match(hard.attributes(), hard.body(), 1_000_000));
  }

  @Test
  void whatIsEasyIsNotGivenUp() {
    SubscriptionFilters<Integer> filters = new SubscriptionFilters<>();
    filters.add(1, HardFilters.policy("{\"kind\":[{\"prefix\":\"or\"}]}", false));
    filters.add(
        2, HardFilters.policy("{\"kind\":[\"order\"],\"sum\":[{\"numeric\":[\">\",5]}]}", true));
    Map<String, MessageAttribute> attributes = Map.of("kind", MessageAttribute.string("order"));
    String body = "{\"kind\":\"order\",\"sum\":7,\"text\":\"" + "x".repeat(1_000) + "\"}";
    assertEquals(Optional.of(List.of(1, 2)), filters.match(attributes, body, 10_000));
  }

  @Test
  void aLongTextIsLookedForInLinearTime() {
    CountedText text = new CountedText("a".repeat(100_000));
    assertEquals(-1, TextSearch.search(text, "a".repeat(50_000) + "b", 0));
    assertTrue(text.reads < 500_000, "reads: " + text.reads);
  }

  @Test
  void itIsFoundWhereverIndexOfFindsIt() {
    System.out.println("-Dfanfare.seed=" + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, 60);
      String part = text(random, 12) + "a";
      int from = random.nextInt(text.length() + 1);
      assertEquals(
          text.indexOf(part, from), TextSearch.search(text, part, from), text + " " + part);
    }
  }

  @Test
  void valuesOfWhichNoneMayBeAreTheSameInAnyOrder() {
    assertEquals(
        new CandidateSet(List.of("\"a\"", "1b")), new CandidateSet(List.of("1b", "\"a\"")));
    assertNotEquals(new CandidateSet(List.of("1", "23")), new CandidateSet(List.of("12", "3")));
    List<String> halves = List.of("?", "\ud800", "\ud801", "\udc00", "\ufffd");
    assertEquals(
        halves.size(),
        halves.stream().map(half -> new CandidateSet(List.of(half))).distinct().count());
  }

  private static String text(Random random, int most) {
    return random
        .ints(random.nextInt(most + 1), 'a', 'c')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A text that counts how often a character of it is read. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long reads;

    private CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
