package io.fanfare.queues.model;

/** Where a message stands in its queue. */
public enum MessageState {
  /** It can be received, in a FIFO queue when it is its turn. */
  VISIBLE,
  /** It was received, and its visibility timeout goes on. */
  IN_FLIGHT,
  /** It was sent, and its delay goes on. */
  DELAYED
}
