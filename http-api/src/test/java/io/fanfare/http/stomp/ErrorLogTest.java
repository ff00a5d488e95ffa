package io.fanfare.http.stomp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A client that comes back again and again fills no log. */
class ErrorLogTest {

  private final ErrorLog log = new ErrorLog();

  @Test
  void anAddressIsSpokenOfOnceAMinute() {
    assertTrue(log.isDue("a", 0));
    assertFalse(log.isDue("a", 59_999));
    assertTrue(log.isDue("b", 59_999));
    assertTrue(log.isDue("a", 60_000));
    assertFalse(log.isDue("a", 60_001));
  }

  @Test
  void aThousandAddressesAreRemembered() {
    for (int i = 0; i <= 1_000; i++) {
      assertTrue(log.isDue("a" + i, 0));
    }
    assertFalse(log.isDue("a1", 1));
    assertTrue(log.isDue("a0", 1));
  }
}
