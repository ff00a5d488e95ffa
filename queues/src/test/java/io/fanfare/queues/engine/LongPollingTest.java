package io.fanfare.queues.engine;

import org.junit.jupiter.api.Test;

/** A receive that waits is answered as soon as one message is there, or at its deadline. */
class LongPollingTest {

  @Test
  void aSendWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  receive  wait=20s most=10 waits
        5s  then     waits
        5s  send     hello
        5s  then     hello x1
        """);
  }

  @Test
  void theEndOfADelayWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     hello delay=7s
        0s  receive  wait=20s waits
        6s  then     waits
        7s  counts   delayed=0 inflight=1
        7s  then     hello x1
        """);
  }

  @Test
  void theEndOfAVisibilityTimeoutWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hide=10s hello
        0s   receive  wait=20s waits
        9s   then     waits
        10s  counts   visible=0 inflight=1
        10s  then     hello x2
        """);
  }

  @Test
  void showingAMessageWakesTheReceiveThatWaits() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     hello
        0s  receive  hello
        0s  receive  wait=20s waits
        3s  hide     hello 0s
        3s  then     hello x2
        """);
  }

  @Test
  void aReceiveIsAnsweredWithNothingAtItsDeadline() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s       receive  wait=20s waits
        19.999s  counts   visible=0
        19.999s  then     waits
        20s      send     late delay=1s
        20s      then     nothing
        """);
  }

  @Test
  void aReceiveThatHasLeftIsGivenNothing() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  receive  wait=20s waits
        1s  leave
        2s  send     hello
        2s  then     waits
        2s  receive  hello x1
        """);
  }
}
