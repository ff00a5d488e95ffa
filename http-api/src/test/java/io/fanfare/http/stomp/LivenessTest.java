package io.fanfare.http.stomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection does and misses as time passes. */
class LivenessTest {

  private final Liveness connection = new Liveness(0);

  @Test
  void whoBeginsNoSessionIsSentAwayAfterTenSeconds() {
    assertEquals(Liveness.Due.NOTHING, connection.due(9_999));
    assertEquals(Liveness.Due.NO_SESSION, connection.due(10_000));
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "1, 1000", "999, 1000", "1000, 1000", "10000, 10000"})
  void heartBeatsAreSentAsOftenAsTheyAreWantedAndNotMoreThanOnceASecond(int wanted, long every) {
    connection.connected(new HeartBeats(0, wanted));
    connection.wrote(500);
    if (every < 0) {
      assertEquals(Liveness.Due.NOTHING, connection.due(24_000));
      return;
    }
    assertEquals(Liveness.Due.NOTHING, connection.due(500 + every - 1));
    assertEquals(Liveness.Due.HEART_BEAT, connection.due(500 + every));
    connection.wrote(500 + every);
    assertEquals(Liveness.Due.NOTHING, connection.due(500 + 2 * every - 1));
  }

  @Test
  void aPingIsSentEveryTwentyFiveSeconds() {
    connection.connected(new HeartBeats(0, 0));
    assertEquals(Liveness.Due.NOTHING, connection.due(24_999));
    assertEquals(Liveness.Due.PING, connection.due(25_000));
    assertEquals(Liveness.Due.NOTHING, connection.due(49_999));
    assertEquals(Liveness.Due.PING, connection.due(50_000));
  }

  @ParameterizedTest
  @CsvSource({"0, 60000", "10000, 60000", "20001, 60003", "60000, 180000"})
  void whoShowsNoSignOfLifeIsDead(int sends, long after) {
    connection.connected(new HeartBeats(sends, 0));
    connection.read(100);
    assertEquals(Liveness.Due.PING, connection.due(100 + after - 1));
    assertEquals(Liveness.Due.DEAD, connection.due(100 + after));
  }

  @Test
  void whoReadsNothingForAMinuteIsDeadAndGetsNoHeartBeatsMeanwhile() {
    connection.connected(new HeartBeats(0, 1_000));
    connection.blocked(true, 1_000);
    connection.read(50_000);
    connection.blocked(true, 50_000);
    assertEquals(Liveness.Due.NOTHING, connection.due(60_999));
    assertEquals(Liveness.Due.DEAD, connection.due(61_000));
    connection.blocked(false, 61_000);
    assertEquals(Liveness.Due.HEART_BEAT, connection.due(61_000));
  }

  @Test
  void aFrameIsWholeWithinAMinute() {
    connection.connected(new HeartBeats(0, 0));
    connection.inFrame(true, true, 1_000);
    connection.read(60_000);
    connection.inFrame(true, true, 60_000);
    assertEquals(Liveness.Due.PING, connection.due(60_999));
    assertEquals(Liveness.Due.SLOW_FRAME, connection.due(61_000));
    connection.inFrame(true, false, 61_000);
    assertEquals(Liveness.Due.NOTHING, connection.due(61_001));
    connection.inFrame(false, false, 61_002);
    connection.read(120_000);
    connection.due(130_000);
    assertEquals(Liveness.Due.NOTHING, connection.due(130_001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "a,b", "1,", "-1,0", "1,2,3", ""})
  void heartBeatsAreTwoNumbers(String header) {
    assertThrows(BrokerException.class, () -> HeartBeats.of(header));
  }
}
