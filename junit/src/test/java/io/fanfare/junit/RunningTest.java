package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A field that several classes have in common names a broker only while it has just one. */
class RunningTest {

  @Test
  void whatIsNotClearIsRefused() {
    Running running = new Running();
    assertThrows(IllegalStateException.class, running::only);
    try (FanfareBroker one = FanfareBroker.open();
        FanfareBroker other = FanfareBroker.open()) {
      running.opened(one);
      assertSame(one, running.only());
      running.opened(other);
      String said = assertThrows(IllegalStateException.class, running::only).toString();
      assertTrue(said.contains("2 classes or methods"), said);
      running.closed(one);
      assertSame(other, running.only());
      running.closed(other);
      assertThrows(IllegalStateException.class, running::only);
    }
  }
}
