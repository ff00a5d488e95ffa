package io.fanfare.queues.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.history.Histories.Reading;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last hour is kept of what is busy and of what was asked for, and never of too many. */
class HistoriesTest {

  private static final int MILLIS = Limits.HISTORY_PERIOD_SECONDS * 1_000;
  private static final List<Integer> NONE = List.of();

  private final Histories histories = new Histories();
  private long now = 1_000_000_000_000L;

  private void add(Reading... readings) {
    now += MILLIS;
    assertTrue(histories.isDue(now));
    histories.add(now, List.of(readings));
  }

  private void addAll(List<Reading> readings) {
    add(readings.toArray(Reading[]::new));
  }

  private static Reading reading(long id, long visible, long sent) {
    return reading("000000000000", id, visible, sent);
  }

  private static Reading reading(String account, long id, long visible, long sent) {
    return new Reading(
        id, new QueueName(account, "us-east-1", "q" + id), new Point(visible, 1, 2, sent, 0, 0));
  }

  private List<Integer> sent(long id) {
    return histories.ofQueue(id, now).series().get(3);
  }

  private Hour account() {
    return histories.ofAccount("000000000000", "us-east-1", now);
  }

  @Test
  void aPointHasHowAQueueStandsAndWhatItDid() {
    add(new Reading(1, new QueueName("0", "r", "q"), new Point(1, 2, 3, 4, 5, 6)));
    Hour hour = histories.ofQueue(1, now);
    assertEquals(
        List.of(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5), List.of(6)),
        hour.series());
    assertEquals(now / MILLIS, hour.first());
  }

  @Test
  void anIdleQueueIsKeptFromWhenItIsAskedFor() {
    add(reading(1, 7, 0));
    assertEquals(NONE, sent(1));
    assertEquals(now / MILLIS + 1, histories.ofQueue(1, now).first());
    add(reading(1, 7, 0));
    add(reading(1, 8, 1));
    assertEquals(List.of(0, 1), sent(1));
    assertEquals(List.of(7, 8), histories.ofQueue(1, now).series().get(0));
  }

  @Test
  void onlyTheLastHourIsKept() {
    for (int i = 0; i < 1_000; i++) {
      add(reading(1, 0, i));
    }
    assertEquals(IntStream.range(640, 1_000).boxed().toList(), sent(1));
    assertEquals(now / MILLIS - 359, histories.ofQueue(1, now).first());
  }

  @Test
  void whatWasIdleForAnHourIsForgotten() {
    add(reading(1, 3, 1));
    for (int i = 0; i < 359; i++) {
      add(reading(1, 3, 0));
    }
    assertEquals(2, histories.kept());
    add(reading(1, 3, 0));
    add(reading(1, 3, 0));
    assertEquals(1, histories.kept());
    assertEquals(NONE, sent(1));
    assertEquals(360, account().series().get(0).size());
  }

  @Test
  void whatIsAskedForStaysForAnHour() {
    sent(1);
    for (int i = 0; i < 359; i++) {
      add(reading(1, 3, 0));
    }
    assertEquals(2, histories.kept());
    add(reading(1, 3, 0));
    add(reading(1, 3, 0));
    assertEquals(1, histories.kept());
  }

  @Test
  void aQueueThatIsGoneIsForgotten() {
    add(reading(1, 3, 1), reading(2, 0, 1));
    add(reading(2, 0, 0));
    assertEquals(NONE, sent(1));
    assertEquals(List.of(1, 0), sent(2));
    assertEquals(List.of(2, 0), account().series().get(3));
    add();
    assertEquals(List.of(2, 0, 0), account().series().get(3));
    assertEquals(List.of(3, 0, 0), account().series().get(0));
    assertEquals(1, histories.kept());
  }

  @Test
  void periodsInWhichNobodyLookedAreAsTheOneBefore() {
    add(reading(1, 3, 5));
    now += 2 * MILLIS;
    add(reading(1, 9, 6));
    assertEquals(List.of(5, 0, 0, 6), sent(1));
    assertEquals(List.of(3, 3, 3, 9), histories.ofQueue(1, now).series().get(0));
    now += 10_000L * MILLIS;
    add(reading(1, 1, 7));
    assertEquals(360, sent(1).size());
    assertEquals(7, sent(1).stream().mapToInt(i -> i).sum());
    assertEquals(0, sent(1).get(358));
    assertEquals(7, sent(1).get(359));
  }

  @Test
  void aPeriodHasOnePoint() {
    add(reading(1, 3, 5));
    assertFalse(histories.isDue(now));
    assertFalse(histories.isDue(now / MILLIS * MILLIS + MILLIS - 1));
    assertTrue(histories.isDue(now / MILLIS * MILLIS + MILLIS));
  }

  @Test
  void aClockThatGoesBackBeginsAnewUnlessItIsALittle() {
    add(reading(1, 3, 5));
    assertFalse(histories.isDue(now - 60_000));
    assertEquals(List.of(5), sent(1));
    now -= 3_600_000;
    add(reading(1, 3, 6));
    assertEquals(List.of(6), sent(1));
    assertEquals(now / MILLIS, histories.ofQueue(1, now).first());
  }

  @Test
  void theBusiestAreKeptWhateverComesLater() {
    List<Reading> all = new ArrayList<>();
    for (int id = 1; id <= 2 * Limits.HISTORY_QUEUES; id++) {
      all.add(reading(id, 0, id));
    }
    Collections.shuffle(all, new java.util.Random(7));
    addAll(all);
    assertEquals(Limits.HISTORY_QUEUES + 1, histories.kept());
    assertEquals(List.of(500), sent(500));
    assertEquals(List.of(251), sent(251));
    assertEquals(NONE, sent(250));
    List<Reading> more = new ArrayList<>(all);
    more.removeIf(one -> one.id() == 1);
    more.add(reading(1, 0, 1_000));
    addAll(more);
    assertEquals(List.of(1_000), sent(1));
    assertEquals(List.of(500, 500), sent(500));
  }

  @Test
  void halfOfThePlacesAreForWhatWasAskedForAndNoMore() {
    List<Reading> busy = new ArrayList<>();
    for (int id = 1; id <= Limits.HISTORY_QUEUES; id++) {
      busy.add(reading(id, 0, 1_000 + id));
    }
    addAll(busy);
    List<Reading> idle = new ArrayList<>(busy);
    for (int id = 1_001; id <= 2_000; id++) {
      idle.add(reading(id, 0, 0));
      sent(id);
    }
    addAll(idle);
    addAll(idle);
    long kept = IntStream.rangeClosed(1_001, 2_000).filter(id -> !sent(id).isEmpty()).count();
    assertEquals(Limits.HISTORY_QUEUES / 2, kept);
    assertEquals(Limits.HISTORY_QUEUES + 1, histories.kept());
    assertEquals(List.of(1_250, 1_250, 1_250), sent(250));
    assertEquals(NONE, sent(1));
  }

  @Test
  void anAccountIsTheSumOfItsQueuesInARegionAndOnlySoManyAreKept() {
    add(reading(1, 3, 5), reading("1", 2, 9, 9), reading(3, 4, 6));
    assertEquals(List.of(7), account().series().get(0));
    assertEquals(List.of(11), account().series().get(3));
    assertEquals(List.of(9), histories.ofAccount("1", "us-east-1", now).series().get(0));
    assertEquals(NONE, histories.ofAccount("1", "eu-west-1", now).series().get(0));
    List<Reading> many = new ArrayList<>();
    for (int i = 0; i < 3 * Limits.HISTORY_ACCOUNTS; i++) {
      many.add(reading("a" + i, 1_000 + i, 0, 0));
    }
    addAll(many);
    assertEquals(Limits.HISTORY_ACCOUNTS, histories.kept());
  }

  @Test
  void whatNoWholeNumberHoldsIsTheLargest() {
    add(reading(1, 5_000_000_000L, 5_000_000_000L));
    assertEquals(List.of(Integer.MAX_VALUE), sent(1));
    assertEquals(List.of(Integer.MAX_VALUE), histories.ofQueue(1, now).series().get(0));
  }
}
