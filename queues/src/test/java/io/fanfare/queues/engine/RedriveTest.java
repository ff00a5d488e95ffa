package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A message that keeps failing goes to the dead-letter queue instead of to its next receiver. */
class RedriveTest {

  @Test
  void theReceiveThatExceedsTheCountGivesTheMessageUp() {
    Timeline.check(
        VirtualQueue.givingUpAfter(2),
        """
        0s   send      poison
        1s   send      good
        1s   receive   hide=10s poison x1
        11s  receive   hide=10s poison x2
        11s  given-up
        21s  receive   most=10 good x1
        21s  given-up  poison
        60s  counts    visible=1 inflight=0
        """);
  }

  @Test
  void aMessageStaysWhereItIsWhileNobodyTakesIt() {
    VirtualQueue queue = VirtualQueue.givingUpAfter(1);
    queue.refuseDeadLetters();
    queue.send("poison", null);
    queue.receive(1, 0, 0);
    queue.receive(1, 0, 0);
    assertEquals(1, queue.counts().visible());
  }
}
