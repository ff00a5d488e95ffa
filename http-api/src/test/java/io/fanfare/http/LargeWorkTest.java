package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large requests and answers take turns, and small ones have time between them. */
@Timeout(30)
class LargeWorkTest {

  private static final long MIB = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final LargeWork work = new LargeWork(vertx, 2);

  @AfterEach
  void close() throws Exception {
    work.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private LargeWork.Turn come(Future<LargeWork.Turn> turn) {
    Awaitility.await().until(turn::isComplete);
    return turn.result();
  }

  @Test
  void turnsComeInOrderAndAsManyAtOnceAsThereAreThreadsFor() {
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Future<LargeWork.Turn>> turns =
        List.of(1, 2, 3, 4).stream()
            .map(number -> turn(MIB).onSuccess(come -> order.add(number)))
            .toList();
    LargeWork.Turn first = come(turns.get(0));
    come(turns.get(1));
    assertFalse(turns.get(2).isComplete());
    first.end();
    come(turns.get(2));
    assertFalse(turns.get(3).isComplete());
    first.end();
    assertFalse(turns.get(3).isComplete(), "A turn ends once");
    assertEquals(3, order.get(2));
  }

  private Future<LargeWork.Turn> turn(long bytes) {
    return work.turn(bytes, () -> 0);
  }

  @Test
  void whatIsLargerThanAllComesAlone() {
    LargeWork.Turn huge = come(turn(100 * MIB));
    Future<LargeWork.Turn> next = turn(1);
    assertFalse(next.isComplete());
    huge.end();
    come(next);
  }

  @Test
  void aTurnThatIsNotEndedEndsByItsTime() {
    come(turn(100 * MIB)).endBy(1);
    come(turn(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          worked | small ones | rest
          0      | 0          | 0
          20     | 0          | 0
          20     | 1          | 10
          20     | 12         | 120
          20     | 100        | 120
          0      | 100        | 0
          """,
      useHeadersInDisplayName = true)
  void smallRequestsHaveUpToSixSeventhsOfTheTime(long worked, long small, long rest) {
    assertEquals(rest, LargeWork.restMillis(worked, small));
  }
}
