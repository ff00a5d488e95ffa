package io.fanfare.queues.engine;

import io.fanfare.queues.model.Limits;
import java.time.Duration;

/**
 * A wish to hide a message longer or shorter.
 *
 * @param handle which message
 * @param seconds for how long from now, 0 to 43,200
 * @param intent what is meant by it
 */
public record VisibilityChange(OpenHandle handle, int seconds, Intent intent) {

  /** What is meant by a change. */
  public enum Intent {
    /** Who has seen the message wants it to come again then. */
    DEFER,

    /** Who has taken the message has not tried it: it comes again then, and no later. */
    RETURN,

    /** A consumer keeps the message in hand. */
    KEEP,

    /** Nothing was done with it: the receive is not to count, if it still holds the message. */
    UNDO,

    /** Nobody could read it: the receive is not to count, unless there was another since. */
    UNREAD
  }

  /** A delay that is refused. */
  private static final Duration TOO_LONG = Duration.ofDays(1);

  /** A wish of somebody who has seen the message. */
  public VisibilityChange(OpenHandle handle, int seconds) {
    this(handle, seconds, Intent.DEFER);
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
