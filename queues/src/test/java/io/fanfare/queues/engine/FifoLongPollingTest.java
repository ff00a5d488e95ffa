package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.model.QueueAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A receive that waits on a FIFO queue is answered once a group becomes free. */
class FifoLongPollingTest {

  @Test
  void aSendWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  receive  wait=20s most=10 waits
        5s  then     waits
        5s  send     g1-a g1-b
        5s  then     g1-a g1-b x1
        """);
  }

  @Test
  void aSendToALockedGroupWakesNobody() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  g1-a
        0s  receive  wait=20s waits
        5s  send     g1-b
        5s  then     waits
        6s  delete   g1-a
        6s  then     g1-b x1
        """);
  }

  @Test
  void aDuplicateWakesNobody() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a id=x
        0s  receive  g1-a
        0s  receive  wait=20s waits
        1s  send     g2-a id=x duplicate
        1s  then     waits
        """);
  }

  @Test
  void theDeleteOfTheLastInFlightWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2 g1-m3
        0s  receive  most=2 g1-m1 g1-m2
        0s  receive  wait=20s most=10 waits
        1s  delete   g1-m1
        1s  then     waits
        2s  delete   g1-m2
        2s  then     g1-m3 x1
        """);
  }

  @Test
  void theEndOfAVisibilityTimeoutWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s      send     g1-a g1-b
        0s      receive  hide=10s g1-a
        0s      receive  wait=20s most=10 waits
        9.999s  then     waits
        10s     then     g1-a g1-b x1
        10s     counts   visible=0 inflight=2
        """);
  }

  @Test
  void theEndOfATimeoutBehindAnotherWakesNobody() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a g1-b
        0s       receive  most=2 hide=15s g1-a g1-b
        0s       hide     g1-b 5s
        0s       receive  wait=20s most=10 waits
        14.999s  then     waits
        15s      then     g1-a g1-b x2
        """);
  }

  @Test
  void showingTheFirstMessageWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  most=2 g1-a g1-b
        0s  receive  wait=20s most=10 waits
        2s  hide     g1-b 0s
        2s  then     waits
        3s  hide     g1-a 0s
        3s  then     g1-a g1-b x2
        """);
  }

  @Test
  void theEndOfADelayWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "7"),
        """
        0s      send     g1-a
        0s      receive  wait=20s waits
        6.999s  then     waits
        7s      then     g1-a x1
        7s      counts   delayed=0 inflight=1
        """);
  }

  @Test
  void aShorterDelayWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s      send      g1-a
        0s      send      g1-b
        0s      receive   wait=20s most=10 waits
        2s      delay=5s
        2s      then      waits
        4.999s  then      waits
        5s      then      g1-a g1-b x1
        """);
  }

  @Test
  void aDelayThatIsOverAtOnceWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "60"),
        """
        0s      send      g1-a
        0s      receive   wait=20s waits
        2s      delay=0s
        2.001s  then      g1-a x1
        """);
  }

  @Test
  void aReceiveIsAnsweredWithNothingAtItsDeadline() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a g1-b
        0s       receive  g1-a
        0s       receive  wait=20s waits
        19.999s  then     waits
        20s      then     nothing
        """);
  }

  @Test
  void aReceiveThatHasLeftIsGivenNothing() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  receive  wait=20s waits
        1s  leave
        2s  send     g1-a
        2s  then     waits
        2s  receive  g1-a x1
        """);
  }

  @Test
  void aReceiveWaitsOnThroughAPurge() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  g1-a
        0s  receive  wait=20s waits
        1s  purge
        1s  then     waits
        2s  send     g1-c
        2s  then     g1-c x1
        """);
  }

  @Test
  void theReceiveThatCameFirstIsServedFirst() {
    VirtualQueue queue = VirtualQueue.fifo();
    queue.receive(10, null, 20);
    long first = queue.waits();
    queue.receive(10, null, 20);
    long second = queue.waits();
    queue.send(List.of(queue.draft("a", "g1", null), queue.draft("b", "g1", null)));
    List<Received> received = queue.takeDelivery(first).orElseThrow();
    assertEquals(List.of("a", "b"), received.stream().map(queue::body).toList());
    queue.send(List.of(queue.draft("c", "g1", null)));
    assertTrue(queue.takeDelivery(second).isEmpty());
    queue.delete(received.stream().map(Received::handle).toList());
    assertEquals(
        List.of("c"), queue.takeDelivery(second).orElseThrow().stream().map(queue::body).toList());
  }
}
