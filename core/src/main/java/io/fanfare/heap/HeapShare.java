package io.fanfare.heap;

/**
 * The parts of the heap that are handed out. They are declared here together, so that one sees what
 * they add up to: what is left is for code, connections, queues and collections.
 */
public enum HeapShare {

  /** The young bodies that the store keeps at hand; more would only be copied by collections. */
  YOUNG_BODIES(8, 64L << 20),

  /** The windows of all queues on their messages. */
  WINDOWS(8, Long.MAX_VALUE),

  /** What FIFO topics know of the messages that were published lately. */
  TOPIC_DUPLICATES(8, Long.MAX_VALUE),

  /** Requests and answers in flight: see {@link HeapBudget}. */
  IN_FLIGHT(4, 1L << 30),

  /** Messages on their way to endpoints that are pushed to, which may be slow to take them. */
  PUSHES(32, 256L << 20),

  /** Connections, which keep some kilobytes each while nothing is asked. */
  CONNECTIONS(3, Long.MAX_VALUE);

  private final int divisor;
  private final long most;

  HeapShare(int divisor, long most) {
    this.divisor = divisor;
    this.most = most;
  }

  /** How many bytes of this process's heap that is. */
  public long bytes() {
    return of(Runtime.getRuntime().maxMemory());
  }

  /** How large it is, in words. */
  public String words() {
    String part = "1/" + divisor + " of the heap";
    if (most == Long.MAX_VALUE) {
      return part;
    }
    String limit = most < 1 << 30 ? (most >> 20) + " MiB" : (most >> 30) + " GiB";
    return part + ", at most " + limit;
  }

  /** How many bytes of a heap of {@code heapBytes} that is. */
  public long of(long heapBytes) {
    return Math.min(most, heapBytes / divisor);
  }
}
