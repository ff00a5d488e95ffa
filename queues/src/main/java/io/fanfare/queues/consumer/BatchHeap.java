package io.fanfare.queues.consumer;

import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapBudget.Use;
import java.util.List;

/** The heap that the messages of one receive take for as long as they are in hand. */
final class BatchHeap {

  /** A byte of content stands in the heap as text, in the longer of its two forms. */
  private static final int HEAP_BYTES = 2;

  private final HeapBudget.Lease lease;
  private int messages;
  private long bytes;

  /** The heap of {@code received}, for which {@code lease} has taken what receiving needs. */
  BatchHeap(HeapBudget.Lease lease, List<LeasedMessage> received) {
    this.lease = lease;
    this.messages = received.size();
    this.bytes = received.stream().mapToLong(LeasedMessage::bytes).sum();
    settle();
  }

  /** A message is in hand no more. */
  void letGo(LeasedMessage received) {
    messages--;
    bytes -= received.bytes();
    settle();
  }

  private void settle() {
    if (messages == 0) {
      lease.close();
    } else {
      // What is small is little, so it is not asked which of them were taken as such.
      lease.shrink(Use.ANSWER, bytes * HEAP_BYTES);
      lease.shrink(Use.SMALL, bytes * HEAP_BYTES);
    }
  }
}
