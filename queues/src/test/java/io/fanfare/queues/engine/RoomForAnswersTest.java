package io.fanfare.queues.engine;

import io.fanfare.queues.model.QueueAttribute;
import org.junit.jupiter.api.Test;

/** A receive is given as many messages as there is room for in the heap, and in their order. */
class RoomForAnswersTest {

  @Test
  void aReceiveStopsBeforeTheFirstMessageThatDoesNotFit() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   send     big size=4
        0s   send     b
        0s   room     4
        0s   receive  most=10 a
        0s   counts   visible=2 inflight=1
        0s   room     5
        0s   receive  most=10 big b x1
        """);
  }

  @Test
  void aReceiveThatWouldNotWaitIsAnsweredWithNothingInASecondAndNothingCounts() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     big size=4
        0s   room     3
        0s   receive  most=10 waits
        1s   then     nothing
        1s   counts   visible=1 inflight=0
        1s   room     4
        1s   receive  most=10 big x1
        """);
  }

  @Test
  void aReceiveThatWouldNotWaitIsServedAsSoonAsThereIsRoom() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     big size=4
        0s   room     3
        0s   receive  most=10 waits
        0s   room     4
        0s   then     big x1
        0s   receive  nothing
        """);
  }

  @Test
  void aReceiveThatWaitsGoesOnWaitingUntilThereIsRoom() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   room     0
        0s   send     a
        0s   receive  most=10 wait=20s waits
        1s   send     b
        1s   then     waits
        2s   room     2
        2s   then     a b x1
        """);
  }

  @Test
  void aReceiveThatWaitsForRoomGoesHomeInTime() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   room     0
        0s   send     a
        0s   receive  wait=5s waits
        5s   then     nothing
        6s   room     1
        6s   receive  a x1
        """);
  }

  @Test
  void nobodyOvertakesAReceiveThatWaitsForRoom() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     big size=4
        0s   send     a
        0s   room     2
        0s   receive  wait=20s waits
        1s   receive  waits
        1s   room     5
        1s   then     a
        """);
  }

  @Test
  void whoIsNextWaitsForTheRoomThatTheFirstLacked() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     big size=4
        0s   room     3
        0s   receive  wait=20s waits
        0s   leave
        1s   receive  wait=20s waits
        2s   room     4
        2s   then     big x1
        """);
  }

  @Test
  void aMessageGroupKeepsItsOrderWithinTheRoom() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   send     g1-big size=4
        0s   send     g1-b
        0s   send     g2-a
        0s   room     3
        0s   receive  most=10 g1-a
        0s   delete   g1-a
        0s   room     4
        0s   receive  most=1 g2-a
        0s   receive  most=10 waits
        0s   room     6
        0s   then     g1-big g1-b x1
        """);
  }

  @Test
  void anAttemptIsRepeatedWithAllItsMessagesOrNone() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   send     g1-b
        0s   send     g2-a
        0s   receive  most=2 attempt=a1 g1-a g1-b
        1s   room     1
        1s   receive  most=2 attempt=a1 wait=20s waits
        2s   room     2
        2s   then     g1-a g1-b x1
        """);
  }

  @Test
  void aMessageIsNotGivenUpForWantOfRoom() {
    Timeline.check(
        VirtualQueue.givingUpAfter(1),
        """
        0s   send     a
        0s   send     b
        0s   room     0
        0s   receive  most=10 waits
        1s   then     nothing
        1s   given-up
        1s   room     1
        1s   receive  hide=1s a x1
        2s   receive  waits
        2s   given-up a
        2s   counts   visible=1 inflight=0
        """);
  }

  @Test
  void aMessageIsAsLargeAsItWasAfterARestartAndOnItsWayToOtherQueues() {
    VirtualQueue queue = VirtualQueue.with(QueueAttribute.REDRIVE_POLICY, Redrive.after(1));
    Timeline.check(
        queue,
        """
        0s   send     big size=4
        0s   restart
        0s   room     3
        0s   receive  waits
        1s   then     nothing
        1s   room     4
        1s   receive  hide=1s big
        1s   restart
        2s   receive  nothing
        2s   given-up big
        """);
  }
}
