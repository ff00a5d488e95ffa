package io.fanfare.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many messages a courier asks for, as tables: at a time in milliseconds, an act, and what is
 * expected of it. {@code ask} is followed by how many are asked for, and after a slash by when to
 * ask again.
 */
class PaceTest {

  private final PushBudget budget = new PushBudget(100, 50);
  private final Pace pace = new Pace(4, budget);
  private OptionalInt perSecond = OptionalInt.empty();

  @Test
  void halfOfWhatMayBeInHandIsAskedForAtOnce() {
    StringBuilder table = new StringBuilder("0 ask 32\n0 ask 0\n");
    table.append("1 taken\n".repeat(15)).append("2 ask 0\n").append("3 settled\n".repeat(15));
    table.append("3 ask 0\n4 taken\n4 settled\n4 ask 16\n5 ask 0\n");
    play(table.toString());
  }

  @Test
  void whatIsInHandAlreadyIsHandedOnAsSoonAsAnotherIsOver() {
    play(
        """
        0 ask 32
        1 taken
        1 taken
        1 taken
        1 taken
        1 taken
        1 mayBegin yes
        1 begun
        1 begun
        1 begun
        1 mayBegin yes
        1 begun
        1 mayBegin no
        2 over
        2 mayBegin yes
        """);
    assertEquals(3, budget.underWay());
  }

  @Test
  void whatFailsIsAskedOneByOneUntilItAnswers() {
    play(
        """
        0 ask 32
        1 taken
        1 taken
        1 taken
        1 taken
        1 reset
        2 failed new
        2 waits 1000
        2 settled
        2 ask 0
        3 failed
        3 settled
        3 settled
        3 ask 0
        4 settled
        4 ask 1
        5 taken
        6 answered
        6 settled
        6 ask 32
        """);
  }

  @Test
  void whatFailsIsTriedOneByOneThoughMoreIsInHandAndIsStuckOnceAllHaveFailed() {
    play(
        """
        0 ask 32
        1 begun
        1 begun
        1 failed new
        1 over
        1 mayBegin no
        1 isStuck no
        2 failed
        2 over
        2 mayBegin yes
        2 isStuck yes
        3 begun
        3 isStuck no
        3 answered
        3 mayBegin yes
        """);
  }

  @Test
  void whenVeryManyWaitEachEndpointWaitsForItsFirst() {
    budget.waiting(50);
    StringBuilder table = new StringBuilder("0 ask 10\n");
    table.append("1 taken\n".repeat(10)).append("2 settled\n".repeat(10));
    for (int i = 0; i < Pace.FEW_WAITING; i++) {
      table.append("2 waits ").append(100 + i).append('\n');
    }
    play(table + "3 ask 0/100\n99 ask 0/100\n100 ask 1\n");
    assertEquals(50 + Pace.FEW_WAITING - 1, budget.waiting());
    pace.close();
    assertEquals(50, budget.waiting());
  }

  @Test
  void whenVeryMuchIsUnderWayEachEndpointGetsOne() {
    budget.underWay(100);
    play(
        """
        0 ask 1
        0 ask 0/500
        1 taken
        1 ask 0/501
        2 settled
        2 ask 1
        """);
    assertEquals(100, budget.underWay());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 1_000})
  void noMoreIsAskedForThanTheRateAllows(int rate) {
    Pace fast = new Pace(100, budget);
    long now = 0;
    int asked = 0;
    while (now < 10_000) {
      int more = fast.ask(now, OptionalInt.of(rate));
      for (int i = 0; i < more; i++) {
        fast.taken();
        fast.settled();
      }
      asked += more;
      now = Math.max(now + 1, fast.again().orElse(now));
    }
    int burst = Math.max(1, rate / 20);
    assertEquals(rate * 10, asked, burst);
  }

  @Test
  void aRateIsKeptWithoutLookingInBetween() {
    perSecond = OptionalInt.of(2);
    play(
        """
        0 ask 1/500
        0 ask 0
        0 taken
        0 ask 0/500
        500 ask 1/1000
        500 taken
        600 settled
        601 ask 0/1000
        5000 ask 1/5500
        """);
  }

  private void play(String table) {
    table.lines().forEach(this::playLine);
  }

  private void playLine(String line) {
    String[] words = line.strip().split(" ", -1);
    long now = Long.parseLong(words[0]);
    String wanted = words.length > 2 ? words[2] : "";
    String actual =
        switch (words[1].toLowerCase(Locale.ROOT)) {
          case "ask" -> asked(now);
          case "taken" -> done(pace::taken);
          case "settled" -> done(pace::settled);
          case "reset" -> done(pace::reset);
          case "isstuck" -> pace.isStuck() ? "yes" : "no";
          case "maybegin" -> pace.mayBegin() ? "yes" : "no";
          case "begun" -> done(pace::begun);
          case "over" -> done(pace::over);
          case "failed" -> pace.failed() ? "new" : "";
          case "answered" -> done(pace::answered);
          case "waits" -> {
            pace.waits(Long.parseLong(wanted));
            yield wanted;
          }
          default -> throw new IllegalArgumentException(line);
        };
    assertEquals(wanted, actual, line);
  }

  private static String done(Runnable act) {
    act.run();
    return "";
  }

  private String asked(long now) {
    int more = pace.ask(now, perSecond);
    OptionalLong again = pace.again();
    return again.isEmpty() ? Integer.toString(more) : more + "/" + again.getAsLong();
  }
}
