package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who would be refused something again and again is logged once a minute. */
class ForeseenDenialsTest {

  private final ForeseenDenials denials = new ForeseenDenials();

  @Test
  void theFirstIsToldAndThenOneAMinute() {
    assertTrue(line(0, "q").orElseThrow().contains("\"resource\":\"q\""));
    assertTrue(line(0, "other").isPresent());
    for (int i = 1; i < 60; i++) {
      assertEquals(Optional.empty(), line(i * 1_000L, "q"));
    }
    assertTrue(line(60_000, "q").orElseThrow().endsWith("} (and 59 more, not logged before)"));
    assertEquals(Optional.empty(), line(119_999, "q"));
  }

  /** Whoever makes up names neither fills the log nor the heap. */
  @Test
  void aHundredLinesAMinuteAreEnough() {
    int told = 0;
    for (int i = 0; i < 10_000; i++) {
      told += line(i, "q" + i).isPresent() ? 1 : 0;
    }
    assertEquals(100, told);
    assertTrue(line(60_000, "another").isPresent());
  }

  @Test
  void whatWasForgottenIsToldAnew() {
    assertTrue(line(0, "q").isPresent());
    long now = 0;
    for (int i = 0; i < 1_000; i++) {
      now += 60_000;
      assertTrue(line(now, "q" + i).isPresent());
    }
    assertTrue(line(now, "q").isPresent());
    assertFalse(line(now, "q").isPresent());
  }

  private Optional<String> line(long millis, String resource) {
    return denials.line(
        new AuditTrail.Entry(
            millis, null, "p", null, "a", resource, AuditTrail.Decision.WOULD_DENY, "r"));
  }
}
