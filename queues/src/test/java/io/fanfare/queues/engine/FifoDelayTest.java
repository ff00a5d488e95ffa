package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fanfare.core.Attributes;
import io.fanfare.queues.model.QueueAttribute;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A FIFO queue delays by its own delay only, and by the one it has now. */
class FifoDelayTest {

  @Test
  void aMessageIsDelayedForTheDelayOfTheQueue() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s      send     g1-a
        0s      counts   visible=0 inflight=0 delayed=1
        9.999s  receive  nothing
        10s     counts   visible=1 delayed=0
        10s     receive  g1-a x1
        """);
  }

  @Test
  void messagesOfAGroupBecomeVisibleOneAfterTheOther() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s   send     g1-a
        5s   send     g1-b
        10s  receive  most=10 hide=600s g1-a
        15s  counts   visible=1 inflight=1 delayed=0
        15s  receive  most=10 nothing
        16s  delete   g1-a
        16s  receive  most=10 g1-b
        """);
  }

  @Test
  void aDelayedMessageDoesNotLockTheOnesBeforeIt() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s   send     g1-a
        5s   send     g1-b
        10s  receive  most=10 g1-a
        11s  delete   g1-a
        11s  receive  most=10 nothing
        15s  receive  most=10 g1-b
        """);
  }

  @Test
  void aDelayGoesOnAcrossARestart() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s      send     g1-a
        5s      restart
        5s      counts   visible=0 delayed=1
        9.999s  receive  nothing
        10s     receive  g1-a x1
        """);
  }

  @Test
  void aShorterDelayIsForTheMessagesThatWait() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s      send       g1-a
        3s      send       g1-b
        5s      delay=10s
        9.999s  receive    most=10 nothing
        10s     receive    most=10 hide=0s g1-a
        13s     receive    most=10 g1-a g1-b
        """);
  }

  @Test
  void aDelayThatIsOverOnceItIsChangedEndsAtOnce() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s   send       g1-a
        15s  send       g1-b
        20s  delay=10s
        20s  counts     visible=1 delayed=1
        20s  receive    most=10 g1-a
        25s  counts     visible=1 inflight=1 delayed=0
        """);
  }

  @Test
  void aLongerDelayIsForTheMessagesThatWait() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s       send       g1-a
        5s       delay=60s
        10s      receive    nothing
        59.999s  receive    nothing
        60s      receive    g1-a
        """);
  }

  @Test
  void aChangedDelayHoldsAcrossARestart() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s      send       g1-a
        5s      delay=10s
        6s      restart
        6s      counts     visible=0 delayed=1
        9.999s  receive    nothing
        10s     receive    g1-a
        """);
  }

  @Test
  void aMessageSentWithoutDelayDoesNotOvertakeThoseThatWait() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s  send      g1-a g1-b
        5s  delay=0s
        5s  send      g1-c
        5s  receive   most=10 g1-a g1-b g1-c
        """);
  }

  @Test
  void aDelayedMessageIsPurged() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s   send     g1-a
        1s   purge
        1s   counts   visible=0 delayed=0
        1s   send     g1-b
        10s  receive  nothing
        11s  receive  most=10 g1-b
        """);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void nothingOvertakesALongRowOfMessagesWhoseDelayWasEnded(long heldEntries) {
    Attributes attributes = VirtualQueue.fifoAttributes().with(QueueAttribute.DELAY_SECONDS, "600");
    VirtualQueue queue = new VirtualQueue(attributes, heldEntries);
    queue.loadLate(new Random(1));
    for (int i = 0; i < 1_300; i++) {
      queue.send(List.of(queue.draft("m" + i, "g", null)));
    }
    queue.restart(true);
    queue.set(QueueAttribute.DELAY_SECONDS, "0");
    queue.send(List.of(queue.draft("m1300", "g", null)));
    for (int next = 0; next <= 1_300; ) {
      List<Received> received = queue.receive(10, null, 0).orElseThrow();
      assertNotEquals(List.of(), received);
      for (Received message : received) {
        assertEquals("m" + next++, queue.body(message));
      }
      queue.delete(received.stream().map(Received::handle).toList());
    }
  }
}
