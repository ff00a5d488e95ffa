package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deleted message is gone, whichever of its receipt handles deleted it. */
class DeletionTest {

  @Test
  void aMessageIsDeletedByAHandleWhoseTimeoutPassed() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        31s  delete   hello
        31s  receive  nothing
        31s  counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void aMessageIsDeletedByAnOlderHandleWhileSomeoneElseHoldsIt() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        31s  receive  hello x2
        32s  delete   hello #1
        99s  receive  nothing
        """);
  }

  @Test
  void deletingTwiceIsDeletingOnce() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   send     other
        0s   receive  hello
        1s   delete   hello
        1s   delete   hello
        1s   counts   visible=1 inflight=0 bodies=1
        """);
  }

  @Test
  void aPurgeRemovesMessagesWhereverTheyStand() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     held
        0s   receive  held
        0s   send     late delay=60s
        0s   send     ready
        1s   purge
        1s   counts   visible=0 inflight=0 delayed=0
        1s   receive  most=10 nothing
        2s   delete   held
        2s   send     new
        90s  receive  most=10 new x1
        """);
  }

  @Test
  void aHandleThatABatchNamesTwiceDeletesOnce() {
    VirtualQueue queue = new VirtualQueue(Attributes.none(), 0);
    List<ReceiptHandle> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      queue.send("m", null);
      queue.receive(1, 10, 0).orElseThrow().forEach(message -> handles.add(message.handle()));
    }
    queue.at(10_000);
    queue.tick();
    queue.restart(true);
    ReceiptHandle last = handles.get(99);
    queue.delete(List.of(last, last));
    assertEquals(99, queue.counts().visible());
  }
}
