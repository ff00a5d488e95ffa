package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One line a minute, which says how many there would have been. */
class LogRateTest {

  private final LogRate rate = new LogRate();

  @Test
  void theFirstLineIsLoggedAndTheNextAMinuteLater() {
    assertTrue(rate.isDue(-5));
    assertEquals(Optional.of("a"), rate.line(-5, "a"));
    assertFalse(rate.isDue(0));
    assertEquals(Optional.empty(), rate.line(0, "b"));
    assertEquals(Optional.empty(), rate.line(59_994, "c", 5));
    assertEquals(Optional.of("d (and 6 more, not logged before)"), rate.line(59_995, "d", 100));
    assertEquals(Optional.of("e"), rate.line(119_995, "e"));
  }
}
