package io.fanfare.queues.engine;

/**
 * A wish to hide a message longer or shorter.
 *
 * @param handle which message
 * @param seconds for how long from now, 0 to 43,200
 * @param inVain whether the receive is not to count, if it still holds the message
 */
public record VisibilityChange(OpenHandle handle, int seconds, boolean inVain) {

  /** A wish of somebody who has seen the message. */
  public VisibilityChange(OpenHandle handle, int seconds) {
    this(handle, seconds, false);
  }
}
