package io.fanfare.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket has the tokens of a second at once, and gets them back evenly. */
class TokenBucketsTest {

  private static final long MILLI = 1_000_000L;

  /** As many as are asked for at each time, of four in a second; and how many are given. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0:9                    | 4
          0:4 249:1              | 4 0
          0:4 250:2              | 4 1
          0:4 100:1 250:2        | 4 0 1
          0:4 750:9              | 4 3
          0:4 1000:9             | 4 4
          0:4 9000:9             | 4 4
          0:2 250:9              | 2 3
          0:1 125:9              | 1 3
          0:4 250:1 500:1 750:1  | 4 1 1 1
          5000:4 0:9             | 4 0
          """)
  void itFillsAsTimePasses(String asked, String given) {
    TokenBuckets buckets = new TokenBuckets(4, 10);
    StringBuilder got = new StringBuilder();
    for (String step : asked.split(" ", -1)) {
      String[] timeAndTries = step.split(":", -1);
      long nanos = Long.parseLong(timeAndTries[0]) * MILLI;
      got.append(taken(buckets, "a", nanos, Integer.parseInt(timeAndTries[1]))).append(' ');
    }
    assertEquals(given, got.toString().strip());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 999, 1_000_000})
  void overALongTimeItGivesTheRate(int perSecond) {
    TokenBuckets buckets = new TokenBuckets(perSecond, 10);
    assertEquals(perSecond, taken(buckets, "a", Long.MAX_VALUE - 5, perSecond + 1));
    int more = 0;
    for (int tenth = 1; tenth <= 100; tenth++) {
      more += taken(buckets, "a", Long.MAX_VALUE - 5 + 100 * MILLI * tenth, perSecond);
    }
    assertTrue(Math.abs(more - 10L * perSecond) <= 1 + perSecond / 1_000, perSecond + ": " + more);
  }

  @Test
  void eachHasItsOwn() {
    TokenBuckets buckets = new TokenBuckets(1, 10);
    assertTrue(buckets.take("a", 0));
    assertTrue(buckets.take("b", 0));
    assertFalse(buckets.take("a", 0));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    TokenBuckets buckets = new TokenBuckets(1, 1);
    assertTrue(buckets.take("a", 0));
    buckets.giveBack("a");
    assertTrue(buckets.take("a", 0));
    assertTrue(buckets.take("new", 0));
    buckets.giveBack("new");
    assertTrue(buckets.take("new", 0));
    assertFalse(buckets.take("new", 0));
  }

  @Test
  void itTellsWhenThereIsAnotherAndNothingIsOwedForThat() {
    TokenBuckets buckets = new TokenBuckets(2, 10);
    assertEquals(2, taken(buckets, "a", 0, 2));
    for (int i = 0; i < 9; i++) {
      assertEquals(500 * MILLI, buckets.restNanos("a", 0));
    }
    assertEquals(1, buckets.restNanos("a", 500 * MILLI - 1));
    assertEquals(0, buckets.restNanos("a", 500 * MILLI));
    assertEquals(500 * MILLI, buckets.restNanos("a", 500 * MILLI));
  }

  @Test
  void aBucketThatIsFullIsForgottenForOneThatIsNew() {
    TokenBuckets buckets = new TokenBuckets(2, 3);
    for (int second = 0; second < 1_000; second++) {
      assertTrue(buckets.take("made up " + second, 500 * MILLI * second));
      assertTrue(buckets.size() <= 3, second + " seconds");
    }
  }

  @Test
  void whoIsNewSharesOneWhileThereAreAsManyAsMayBe() {
    TokenBuckets buckets = new TokenBuckets(5, 3);
    IntStream.range(0, 3).forEach(known -> assertEquals(1, taken(buckets, known, 0, 1)));
    int given = IntStream.range(3, 1_000).map(made -> taken(buckets, made, 0, 1)).sum();
    assertEquals(5, given);
    assertEquals(4, buckets.size());
    assertEquals(4, taken(buckets, 0, 0, 9), "who is known keeps its own");
    assertTrue(buckets.take("later", 1_000 * MILLI));
  }

  @Test
  void threadsTakeTogetherWhatOneWould() throws InterruptedException {
    TokenBuckets buckets = new TokenBuckets(1_000, 10);
    AtomicInteger given = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> given.addAndGet(taken(buckets, "a", 0, 1_000)));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1_000, given.get());
  }

  private static int taken(TokenBuckets buckets, Object who, long nanos, int tries) {
    return (int) IntStream.range(0, tries).filter(one -> buckets.take(who, nanos)).count();
  }
}
