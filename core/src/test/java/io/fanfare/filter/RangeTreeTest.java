package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.filter.Condition.Bound;
import io.fanfare.filter.Condition.Numeric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That ranges are found by the numbers within, and how deep one has to look for them. */
class RangeTreeTest {

  private static final int MANY = 10_000;

  @Test
  void rangesAreFoundByTheNumbersWithinWhileTheyComeAndGo() {
    Random random = new Random(11);
    Set<Numeric> live = new HashSet<>();
    RangeTree tree = new RangeTree();
    for (int i = 0; i < 2_000; i++) {
      Numeric range = range(random);
      if (live.add(range)) {
        tree.add(range);
      }
      if (live.size() > 100) {
        Numeric gone = new ArrayList<>(live).get(random.nextInt(live.size()));
        live.remove(gone);
        tree.remove(gone);
      }
      List<String> numbers = numbers(random);
      Set<Condition> found = new HashSet<>();
      tree.find(numbers, found, Effort.any());
      Set<Condition> wanted = new HashSet<>(live);
      wanted.removeIf(condition -> numbers.stream().noneMatch(condition::holds));
      assertEquals(wanted, found, () -> numbers + " in " + live);
    }
    live.forEach(tree::remove);
    assertTrue(tree.isEmpty());
  }

  /** Numbers that doubles do not tell apart; a tree of 10,000 that is balanced has 14 to 18. */
  @Test
  void tenThousandRangesThatRiseStandNoDeeperThanEighteen() {
    RangeNode root = null;
    for (int i = 0; i < MANY; i++) {
      root = RangeNode.with(root, from("90071992547409930000." + i, true));
    }
    assertTrue(root != null && root.height() <= 18, () -> "a tree of many ranges");
    for (int i = 0; i < MANY - 100; i++) {
      root = RangeNode.without(root, from("90071992547409930000." + i, true));
    }
    assertTrue(root != null && root.height() <= 9, () -> "a tree of few ranges");
  }

  private static Numeric range(Random random) {
    int bottom = random.nextInt(40) - 20;
    int top = bottom + 1 + random.nextInt(10);
    return switch (random.nextInt(6)) {
      case 0 -> from("" + bottom, random.nextBoolean());
      case 1 -> new Numeric(null, bound("" + top, random.nextBoolean()));
      default ->
          new Numeric(
              bound("" + bottom, random.nextBoolean()), bound("" + top, random.nextBoolean()));
    };
  }

  private static Numeric from(String number, boolean open) {
    return new Numeric(bound(number, open), null);
  }

  private static @Nullable Bound bound(String number, boolean open) {
    return new Bound(Candidate.ofNumber(number).orElseThrow(), open);
  }

  private static List<String> numbers(Random random) {
    Set<String> numbers = new TreeSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String half = random.nextBoolean() ? "" : ".5";
      numbers.add(Candidate.ofNumber(random.nextInt(60) - 30 + half).orElseThrow());
    }
    return List.copyOf(numbers);
  }
}
