package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.queues.model.QueueAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of a FIFO queue is kept for the retention period, and locks its group no longer. */
class FifoRetentionTest {

  @Test
  void aMessageThatWaitsIsDroppedWhenItsRetentionEnds() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s       send     g1-old
        10s      send     g1-new
        59.999s  counts   visible=2 bodies=2
        60s      counts   visible=1 bodies=1
        60s      receive  most=10 g1-new
        """);
  }

  @Test
  void aMessageInFlightIsDroppedAndFreesItsGroup() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s       send     g1-old
        10s      send     g1-new
        10s      receive  hide=600s g1-old
        59.999s  receive  most=10 nothing
        60s      counts   visible=1 inflight=0 bodies=1
        60s      receive  most=10 g1-new x1
        61s      delete   g1-old
        61s      counts   visible=0 inflight=1
        """);
  }

  @Test
  void messagesBehindALockedGroupAreDropped() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s       send     g1-a g1-b
        0s       receive  hide=600s g1-a
        59.999s  counts   visible=1 inflight=1
        60s      counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void theEndOfARetentionWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s       send     g1-old
        10s      send     g1-new
        10s      receive  hide=600s g1-old
        50s      receive  wait=20s waits
        59.999s  then     waits
        60s      then     g1-new x1
        """);
  }

  @Test
  void aDelayedMessageIsNotHandedOutAfterItsRetention() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s    delay=100s
        0s    send        g1-a
        100s  receive     nothing
        100s  counts      visible=0 delayed=0 bodies=0
        """);
  }

  @Test
  void aChangedRetentionIsForTheMessagesThatAreThere() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send           g1-a g1-b
        0s   receive        hide=600s g1-a
        0s   send           g2-a
        80s  send           g1-c
        90s  retention=60s
        90s  counts         visible=1 inflight=0 bodies=1
        90s  receive        most=10 g1-c x1
        """);
  }

  @Test
  void aRestartDropsWhatHasBeenKeptTooLong() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s   send     g1-a g1-b
        0s   receive  hide=600s g1-a
        30s  send     g1-c
        30s  restart
        60s  receive  most=10 g1-c
        """);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void aLongRowOfMessagesIsDroppedBeforeTheNextIsHandedOut(long heldEntries) {
    Attributes attributes =
        VirtualQueue.fifoAttributes().with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60");
    VirtualQueue queue = new VirtualQueue(attributes, heldEntries);
    for (int i = 0; i < 1_300; i++) {
      queue.send(List.of(queue.draft("old", "g" + i % 2, null)));
    }
    queue.at(30_000);
    queue.send(List.of(queue.draft("new", "g0", null), queue.draft("new", "g1", null)));
    queue.restart(true);
    queue.at(60_000);
    // A receive takes what is known by then of one group, if not yet of the other.
    List<Received> received = new ArrayList<>(queue.receive(10, null, 0).orElseThrow());
    queue.receive(10, null, 0).ifPresent(received::addAll);
    assertEquals(List.of("new", "new"), received.stream().map(queue::body).toList());
    assertEquals(2, queue.heldBodies());
  }
}
