package io.fanfare.junit;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock by which a broker goes. It begins at the machine's time and goes on by itself, unless
 * it is frozen; a test moves it ahead, and nothing that is to happen until then is waited for.
 *
 * <p>Everything that the broker promises by the clock goes by this one: delays, visibility
 * timeouts, retention, deduplication, long polls, retries of subscriptions, rests of functions and
 * of move tasks. What a network needs does not: timeouts of connections, and validity of
 * signatures.
 */
public interface FanfareClock {

  /** What time it is for the broker. */
  Instant now();

  /**
   * Moves the clock ahead, from one thing that is due to the next, and stops at each until the
   * broker is at rest: what a timeout makes visible is visible, what was to be delivered again was
   * delivered, and subscribers have answered. When this returns, everything due by then is done.
   * What is received over the network by then may still be on its way to whoever waits for it.
   *
   * @param duration how far; not negative
   * @throws IllegalStateException if the broker is not at rest for half a minute, or the caller is
   *     on an event loop of it
   */
  void advance(Duration duration);

  /** Waits until the broker is at rest, as {@link #advance} does, without moving the clock. */
  default void settle() {
    advance(Duration.ZERO);
  }

  /** Lets the clock stand still, but for {@link #advance}. */
  void freeze();

  /** Lets the clock go on by itself from where it is. */
  void resume();
}
