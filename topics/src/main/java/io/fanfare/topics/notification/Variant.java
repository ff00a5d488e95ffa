package io.fanfare.topics.notification;

/**
 * What a queue's copy of a message is like, but for what tells it from those of other queues.
 *
 * @param form what the body is
 * @param fifo whether it is for a FIFO queue
 */
public record Variant(Form form, boolean fifo) {

  /** What the body of a copy is. */
  public enum Form {
    /** The message in its envelope, signed. */
    ENVELOPE,
    /** The message alone. */
    RAW,
    /** The message alone, wrapped for whoever pushes it on with {@link PushedMessage}. */
    WRAPPED
  }
}
