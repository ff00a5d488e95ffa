package io.fanfare.queues.engine;

import io.fanfare.queues.model.Limits;
import java.time.Duration;

/**
 * A wish to hide a message longer or shorter.
 *
 * @param handle which message
 * @param seconds for how long from now, 0 to 43,200
 * @param inVain whether the receive is not to count, if it still holds the message
 */
public record VisibilityChange(OpenHandle handle, int seconds, boolean inVain) {

  /** A delay that is refused. */
  private static final Duration TOO_LONG = Duration.ofDays(1);

  /** A wish of somebody who has seen the message. */
  public VisibilityChange(OpenHandle handle, int seconds) {
    this(handle, seconds, false);
  }

  /**
   * A wish to hide a message for {@code delay}, which is rounded up to whole seconds.
   *
   * @throws io.fanfare.core.BrokerException InvalidParameterValue if it is out of its range
   */
  public static VisibilityChange after(OpenHandle handle, Duration delay) {
    Duration bounded = delay.compareTo(TOO_LONG) > 0 ? TOO_LONG : delay;
    int seconds = (int) Math.max(-1, bounded.plusNanos(999_999_999).toSeconds());
    Limits.CHANGE_VISIBILITY_TIMEOUT.check(seconds);
    return new VisibilityChange(handle, seconds);
  }
}
