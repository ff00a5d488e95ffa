package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.topics.engine.Replay.Next;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.rows.Confirmation;
import io.fanfare.topics.rows.SubscriptionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of the archive a replay reads next, and when it has read all. */
class ReplayTest {

  private static final long TOPIC = 7;
  private static final String START =
      "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"1970-01-01T00:00:10Z\"";
  private static final String OPEN = START + "}";
  private static final String CLOSED = START + ",\"EndingPoint\":\"1970-01-01T00:00:20Z\"}";

  @Test
  void aReplayBeginsAtItsStartingPoint() {
    Replay replay = replay(OPEN);
    assertEquals(
        new Replay.Slice(new Key(TOPIC, 10_000, Long.MIN_VALUE), Key.afterAll(TOPIC)),
        replay.next(Optional.empty()));
    assertEquals(ReplayStatus.PENDING, replay.status());
    assertTrue(replay.holdsBack());
  }

  @Test
  void nothingIsReadFromTheFirstMessageOnThatIsUnderway() {
    Key underway = new Key(TOPIC, 15_000, 99);
    assertEquals(underway, replay(OPEN).next(Optional.of(underway)).to());
    assertEquals(underway, replay(CLOSED).next(Optional.of(underway)).to());
    Key late = new Key(TOPIC, 20_001, 99);
    assertEquals(
        new Key(TOPIC, 20_001, Long.MIN_VALUE), replay(CLOSED).next(Optional.of(late)).to());
  }

  @Test
  void aReplayGoesOnBehindWhatWasDelivered() {
    Replay replay = replay(OPEN);
    replay.delivered(List.of(row(11_000, 1), row(12_000, 2)));
    assertEquals(new Key(TOPIC, 12_000, 3), replay.next(Optional.empty()).from());
    assertEquals(ReplayStatus.IN_PROGRESS, replay.status());
    assertEquals(List.of(), replay.delivered(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    // EndingPoint, underway at, rows, now: what comes next
    "none, none,  50, 30000, MORE",
    "none, none,  50, 20500, NEAR",
    "none, none,  49, 30000, JOIN",
    "none, 29000,  0, 30000, JOIN",
    "none, none,   0,  9000, WAIT",
    "at 20, none, 50, 30000, MORE",
    "at 20, none, 50, 20500, MORE",
    "at 20, none,  0, 30000, OVER",
    "at 20, none,  0, 20000, WAIT",
    "at 20, 19000, 0, 30000, WAIT",
    "at 20, 21000, 0, 30000, OVER",
  })
  void aReplayIsOverOnceNothingMoreCanCome(
      String end, String underway, int rows, long now, Next next) {
    Replay replay = replay(end.equals("none") ? OPEN : CLOSED);
    Optional<Key> first =
        underway.equals("none")
            ? Optional.empty()
            : Optional.of(new Key(TOPIC, Long.parseLong(underway), 50));
    assertEquals(next, replay.after(replay.next(first), rows(rows), now));
  }

  @Test
  void aSliceThatHasItsBytesIsNotTheLast() {
    Replay replay = replay(OPEN);
    Replay.Slice slice = replay.next(Optional.empty());
    Row large = new Row(new Key(TOPIC, 11_000, 1), new byte[(int) slice.bytes()]);
    assertEquals(Next.MORE, replay.after(slice, List.of(large), 30_000));
    Row less = new Row(new Key(TOPIC, 11_000, 1), new byte[(int) slice.bytes() - 1]);
    assertEquals(Next.JOIN, replay.after(slice, List.of(less), 30_000));
  }

  @Test
  void afterItsEndASubscriptionGetsLiveMessagesUnlessThereIsAnEndingPoint() {
    Replay open = replay(OPEN);
    open.complete();
    assertFalse(open.holdsBack());
    Replay closed = replay(CLOSED);
    closed.complete();
    assertTrue(closed.holdsBack());
    assertTrue(closed.isOver());
    Replay failed = replay(OPEN);
    failed.fail();
    assertFalse(failed.holdsBack());
  }

  private static Replay replay(String policy) {
    String arn = "arn:aws:sns:r:1:t.fifo:s";
    Subscriber subscriber =
        new Subscriber(
            new SubscriptionRecord(
                TOPIC,
                3,
                arn,
                new SubscriptionRecord.Target("sqs", "arn:aws:sqs:r:1:q.fifo"),
                new Attributes(Map.of("ReplayPolicy", policy)),
                "000000000001",
                Confirmation.needless(0)));
    Replay replay = Replay.begin(subscriber, new VirtualStep(0)).orElseThrow();
    assertTrue(replay.isFor(subscriber));
    return replay;
  }

  /** So many rows, the last of which is from the second 20. */
  private static List<Row> rows(int count) {
    return LongStream.range(0, count).mapToObj(i -> row(20_000, i)).toList();
  }

  private static Row row(long at, long sequence) {
    return new Row(new Key(TOPIC, at, sequence), new byte[0]);
  }
}
