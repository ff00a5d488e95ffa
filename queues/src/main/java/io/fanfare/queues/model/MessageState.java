package io.fanfare.queues.model;

/** Where a message stands in its queue. */
public enum MessageState {
  /** It can be received, in a FIFO queue when it is its turn. */
  VISIBLE("visible"),
  /** It was received, and its visibility timeout goes on. */
  IN_FLIGHT("inFlight"),
  /** It was sent, and its delay goes on. */
  DELAYED("delayed");

  private final String word;

  MessageState(String word) {
    this.word = word;
  }

  /** What it is called in requests and answers. */
  @Override
  public String toString() {
    return word;
  }
}
